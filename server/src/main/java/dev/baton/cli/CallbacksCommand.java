package dev.baton.cli;

import dev.baton.json.Json;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists callbacks that were not taken, or has one sent again. */
@Command(
        name = "callbacks",
        description = "List callbacks that were not taken, or send one again.",
        footer = {
            "",
            "baton callbacks               what is tried again, and what was given up",
            "baton callbacks resend ID     sends again what was given up; for people with the role operator"
        })
final class CallbacksCommand extends ClientCommand {
    /** What can be done. */
    enum Action {
        RESEND
    }

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "resend, or nothing to list.")
    private Optional<Action> action = Optional.empty();

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Which callback, as it is listed.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--state", paramLabel = "STATE", description = "Only those that are retrying or dead.")
    private Optional<String> state = Optional.empty();

    @Override
    public Integer call() {
        return action.isPresent() ? resend() : list();
    }

    private int resend() {
        if (id.isEmpty()) {
            throw CommandException.unusable("which one? As: baton callbacks resend ID; baton callbacks lists them");
        }
        var sent = api().post("/api/callbacks/" + Api.part(id.get()) + "/resend", Json.object());
        if (!printed(sent)) {
            out().println("Callback " + Output.text(sent, "id") + " is sent again now");
        }
        return 0;
    }

    private int list() {
        var filter = state.map(word -> "&state=" + Api.part(word)).orElse("");
        var callbacks = api().get("/api/callbacks?limit=500" + filter);
        if (printed(callbacks)) {
            return 0;
        }
        if (callbacks.asArray().isEmpty()) {
            out().println("Every callback was taken, or is on its way for the first time.");
            return 0;
        }
        Output.table(
                out(),
                List.of("CALLBACK", "STATE", "TELLS", "TO", "FAILED", "AGAIN AT", "BECAUSE"),
                callbacks.asArray().stream()
                        .map(callback -> List.of(
                                Output.text(callback, "id"),
                                Output.text(callback, "state"),
                                Output.text(callback, "tells"),
                                Output.text(callback, "url"),
                                Output.text(callback, "attempts"),
                                Output.time(callback, "retryAt"),
                                Output.text(callback, "reason")))
                        .toList());
        return 0;
    }
}
