package dev.baton.cli;

import dev.baton.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what a run does while it does it. */
@Command(
        name = "watch",
        description = "Show the journal of a run, live, until it ends.",
        footer = {"", "The exit code is 0 only when the run completed."})
final class WatchCommand extends ClientCommand {
    private static final String DATA = "data: ";
    private static final String EVENT = "event: ";

    @Parameters(paramLabel = "RUN", description = "The run.")
    private String run = "";

    @Override
    public Integer call() {
        try (var lines = api().events("/api/runs/" + Api.part(run) + "/events")) {
            var end = follow(lines);
            if (!api().json()) {
                Output.receipt(out(), end);
            }
            return Output.text(end, "state").equals("completed") ? 0 : CommandException.FAILED;
        } catch (IOException e) {
            throw CommandException.unusable(
                    "The server went away; the run goes on as soon as it is back. Watch it again then.");
        }
    }

    /** Prints every journal entry and returns the handoff as it ended. */
    private Json follow(BufferedReader lines) throws IOException {
        var event = "";
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(EVENT)) {
                event = line.substring(EVENT.length());
            } else if (line.startsWith(DATA)) {
                var data = Json.parse(line.substring(DATA.length()));
                if (event.equals("end")) {
                    return data;
                }
                show(data);
            }
        }
        throw new IOException("the stream ended before the run did");
    }

    private void show(Json entry) {
        if (!printed(entry)) {
            var rule = entry.textAt("rule")
                    .map(name -> "  [" + Output.printable(name) + "]")
                    .orElse("");
            out().println(Output.time(entry, "at") + "  " + Output.text(entry, "words") + rule);
        }
        out().flush();
    }
}
