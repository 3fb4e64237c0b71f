package dev.baton.cli;

import dev.baton.json.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calls a run off. */
@Command(
        name = "cancel",
        description = "Cancel a run: what is on its way settles, nothing more is begun.",
        footer = {"", "Without --undo or --no-undo the agent's onFailure decides what becomes of what was done."})
final class CancelCommand extends ClientCommand {
    @Parameters(paramLabel = "RUN", description = "The run.")
    private String run = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept with the run.")
    private Optional<String> reason = Optional.empty();

    @Option(
            names = "--undo",
            negatable = true,
            description = "Take back what was done where that is possible, or with --no-undo keep it.")
    private Optional<Boolean> undo = Optional.empty();

    @Override
    public Integer call() {
        var body = Json.object();
        if (reason.isPresent()) {
            body = body.with("reason", reason.get());
        }
        if (undo.isPresent()) {
            body = body.with("undo", Json.bool(undo.get()));
        }
        var changed = api().post("/api/runs/" + Api.part(run) + "/cancel", body);
        if (!printed(changed)) {
            out().println(Output.text(changed, "id") + " is being canceled; it is " + Output.text(changed, "state")
                    + " now");
        }
        return 0;
    }
}
