package dev.baton.cli;

import dev.baton.event.LogSnapshot;
import dev.baton.integrity.ArchiveRecord;
import dev.baton.integrity.Expected;
import dev.baton.integrity.LogFileHeader;
import dev.baton.integrity.LogFileWriter;
import dev.baton.integrity.Report;
import dev.baton.integrity.UnsoundLogException;
import dev.baton.integrity.Verification;
import dev.baton.json.Json;
import dev.baton.server.StoreLocation;
import dev.baton.server.wiring.Stores;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a log into a file. */
@Command(
        name = "export",
        description =
                "Write the whole log into a file of JSON lines, compressed when its name ends in .gz. Verifies it on"
                        + " the way, reads beside a running server and changes nothing.",
        footer = {
            "",
            "The file holds everything that was said and done; it is readable by its owner only.",
            "Example:",
            "  baton export --data .baton backup.jsonl.gz"
        })
final class ExportCommand extends StoreCommand {
    @Parameters(paramLabel = "FILE", description = "The file, which must not be there yet.")
    private Path file = Path.of("");

    @Override
    int work(StoreLocation location) throws IOException {
        LogFiles.mustBeNew(file);
        try (var snapshot = Stores.look(location)) {
            var report = LogFiles.write(file, out -> write(snapshot, out));
            if (!printed(Json.object("file", Json.text(file.toString()))
                    .with("events", Json.number(report.events()))
                    .with("end", report.end().toString()))) {
                out().println(report.events() + " events of " + shown(location) + " are in " + Home.shown(file)
                        + ", up to " + report.end());
            }
            return 0;
        }
    }

    private Report write(LogSnapshot snapshot, OutputStream out) {
        var archives = ArchiveRecord.all(snapshot.read(ArchiveRecord.STREAM, 0));
        var writer = new LogFileWriter(out, LogFileHeader.export(Instant.now(), snapshot.position(), archives));
        var verification = new Verification(Expected.of(archives));
        try (var progress = progress("Exporting", snapshot.position())) {
            writer.all(snapshot, verification, row -> {
                progress.accept(row.position());
                return true;
            });
        }
        writer.end();
        var report = verification.end();
        if (!report.isSound()) {
            throw new UnsoundLogException(report);
        }
        return report;
    }
}
