package dev.baton.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists runs. */
@Command(name = "runs", description = "List runs, newest first.")
final class RunsCommand extends ClientCommand {
    @Option(
            names = "--state",
            paramLabel = "STATE",
            description =
                    "Only those that are submitted, working, approval-required, input-required, completed, failed,"
                            + " canceled or rejected.")
    private Optional<String> state = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many (default: 50).")
    private int limit;

    @Override
    public Integer call() {
        var filter = state.map(word -> "&state=" + Api.part(word)).orElse("");
        var runs = api().get("/api/runs?limit=" + limit + filter);
        if (printed(runs)) {
            return 0;
        }
        if (runs.asArray().isEmpty()) {
            out().println("No runs" + state.map(word -> " that are " + word).orElse("") + ".");
            return 0;
        }
        Output.table(
                out(),
                List.of("RUN", "STATE", "CONTRACT", "FOR", "UPDATED", "MESSAGE"),
                runs.asArray().stream()
                        .map(run -> List.of(
                                Output.text(run, "id"),
                                Output.text(run, "state"),
                                Output.text(run, "contract"),
                                Output.text(run, "subject"),
                                Output.time(run, "updatedAt"),
                                Output.text(run, "message")))
                        .toList());
        return 0;
    }
}
