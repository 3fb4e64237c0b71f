package dev.baton.cli;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands something off. */
@Command(
        name = "submit",
        description = "Submit a handoff, and with --wait follow it to its receipt.",
        footer = {
            "",
            "Example:",
            "  baton submit damaged-order --input claim.json --wait --key claim-4711",
            "With --wait the exit code is 0 only when the handoff completed."
        })
final class SubmitCommand extends ClientCommand {
    private static final Set<String> ENDS = Set.of("completed", "failed", "canceled", "rejected");
    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "CONTRACT", description = "The contract, as name or name@version.")
    private String contract = "";

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "The file with the input as JSON, or - for standard input.")
    private String input = "";

    @Option(names = "--wait", description = "Wait for the end, however long people take.")
    private boolean wait;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Your own name for this request: the same key never starts anything twice.")
    private Optional<String> key = Optional.empty();

    @Override
    public Integer call() {
        var headers = key.map(name -> new String[] {"Idempotency-Key", name}).orElseGet(() -> new String[0]);
        var handoff = api().post("/api/handoffs/" + Api.part(contract), Json.object("input", document()), headers);
        if (wait) {
            handoff = end(handoff);
        }
        if (!printed(handoff)) {
            show(handoff);
        }
        return !wait || Output.text(handoff, "state").equals("completed") ? 0 : CommandException.FAILED;
    }

    private void show(Json handoff) {
        if (handoff.get("receipt").isPresent()) {
            Output.receipt(out(), handoff);
        } else {
            var run = Output.text(handoff, "run");
            out().println("Handoff " + Output.text(handoff, "id") + ", run " + run + ": "
                    + Output.text(handoff, "state"));
            out().println("Follow it with: baton watch " + run);
        }
    }

    private Json end(Json accepted) {
        var path = "/api/handoffs/" + Api.part(Output.text(accepted, "id"));
        var handoff = accepted;
        var told = "";
        while (!ENDS.contains(Output.text(handoff, "state"))) {
            told = tell(handoff, told);
            handoff = api().get(path + "?wait=30s");
        }
        return handoff;
    }

    /** Says what the handoff is doing, once. */
    private String tell(Json handoff, String told) {
        var now = Output.text(handoff, "id") + " " + Output.text(handoff, "state")
                + Output.needs(handoff).map(needs -> ", " + needs).orElse("");
        if (!api().json() && !now.equals(told)) {
            out().println(now);
            out().flush();
        }
        return now;
    }

    private Json document() {
        try {
            var text = input.equals(STANDARD_INPUT)
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(input));
            return Json.parse(text);
        } catch (JsonException e) {
            throw CommandException.unusable(input + " is " + e.getMessage());
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw CommandException.unusable(input + " cannot be read as a file of UTF-8 text.");
        }
    }
}
