package dev.baton.cli;

import dev.baton.integrity.Expected;
import dev.baton.integrity.LogFileException;
import dev.baton.integrity.LogFileReader;
import dev.baton.integrity.UnsoundLogException;
import dev.baton.integrity.Verification;
import dev.baton.integrity.Verified;
import dev.baton.json.Json;
import dev.baton.server.StoreLocation;
import dev.baton.server.wiring.Stores;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes what is in a file the log of an empty store. */
@Command(
        name = "import",
        description =
                "Make what `baton export` wrote the log of an empty store: whole or not at all, verified on the way."
                        + " What was going on goes on at the next start.",
        footer = {
            "",
            "Start one of the two stores only: both would go on with the same runs.",
            "Example:",
            "  baton import --store jdbc:postgresql://db:5432/baton backup.jsonl.gz"
        })
final class ImportCommand extends StoreCommand {
    @Parameters(paramLabel = "FILE", description = "The file that was exported.")
    private Path file = Path.of("");

    @Override
    int work(StoreLocation location) throws IOException {
        try (var in = LogFiles.open(file)) {
            var reader = new LogFileReader(in);
            if (reader.header().archive().isPresent()) {
                throw CommandException.unusable(Home.shown(file)
                        + " is an archive, which holds only some of a log; `baton verify --archive` reads it");
            }
            var verification = new Verification(Expected.of(reader.header().archives()));
            restore(location, reader, verification);
            var report = verification.end();
            if (!printed(Json.object("events", Json.number(report.events()))
                    .with("end", report.end().toString()))) {
                out().println(report.events() + " events of " + Home.shown(file) + " are in " + shown(location)
                        + " now, up to " + report.end());
            }
            return 0;
        }
    }

    private void restore(StoreLocation location, LogFileReader reader, Verification verification) {
        try (var stores = Stores.open(location);
                var progress = progress("Importing", reader.header().position())) {
            var contents = new Verified(reader, verification);
            stores.log().restore(new Watched(contents, progress));
            stores.forgetLists();
        } catch (LogFileException | UnsoundLogException e) {
            throw CommandException.failed(Home.shown(file) + ": " + e.getMessage()
                    + "\nNothing was imported; the store is" + " as empty as before.");
        }
    }
}
