package dev.baton.cli;

import dev.baton.event.LogContents;
import dev.baton.event.LogSnapshot;
import dev.baton.integrity.ArchiveRecord;
import dev.baton.integrity.Checkpoint;
import dev.baton.integrity.Expected;
import dev.baton.integrity.Finding;
import dev.baton.integrity.LogFileException;
import dev.baton.integrity.LogFileReader;
import dev.baton.integrity.LogPoint;
import dev.baton.integrity.LogWalk;
import dev.baton.integrity.MergedContents;
import dev.baton.integrity.Report;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.server.StoreLocation;
import dev.baton.server.wiring.NodeFiles;
import dev.baton.server.wiring.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says whether a log is what was written. */
@Command(
        name = "verify",
        description =
                "Check that the log is what was written: every event, every chain, nothing missing, and the signed"
                        + " checkpoints. Reads beside a running server and changes nothing.",
        footer = {
            "",
            "The exit code is 0 only when nothing is wrong. Keep the last line elsewhere: who can write to the store can"
                    + " cut off its end, and only --expect tells then.",
            "Example:",
            "  baton verify --data .baton --expect 1200:8f14e45f…"
        })
final class VerifyCommand extends StoreCommand {
    @Option(
            names = "--expect",
            paramLabel = "POSITION:DIGEST",
            description = "A point that the log has reached, as this command or the server's log told it; repeat for"
                    + " more.")
    private List<String> expected = List.of();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The public key of a node (ed25519:…); repeat for more. Checkpoints of others are refused then.")
    private Set<String> keys = Set.of();

    @Option(
            names = "--archive",
            paramLabel = "FILE",
            description =
                    "An archive to verify together with the log; repeat for more. The newest first: each needs those"
                            + " that were made after it.")
    private List<Path> archives = List.of();

    @Override
    int work(StoreLocation location) throws IOException {
        var files = new NodeFiles(nodeFolder(location));
        var opened = new ArrayList<InputStream>();
        try (var snapshot = Stores.look(location)) {
            var records = ArchiveRecord.all(snapshot.read(ArchiveRecord.STREAM, 0));
            var readers = readers(records, opened);
            var expectation = expectation(location, files, records, readers.size());
            var report = verify(snapshot, readers, expectation);
            var problems = new ArrayList<>(
                    report.findings().stream().map(Finding::words).toList());
            problems.addAll(changedArchives(records, readers));
            Stores.damage(location).forEach(damage -> problems.add("the database itself: " + damage));
            tell(location, files, report, problems);
            return problems.isEmpty() ? 0 : CommandException.FAILED;
        } finally {
            for (var in : opened) {
                in.close();
            }
        }
    }

    private Expected expectation(StoreLocation location, NodeFiles files, List<ArchiveRecord> records, int putBack) {
        var expectation = Expected.of(records).withKeys(keys);
        for (var text : expected) {
            expectation = expectation.withPoint(point(text), "--expect");
        }
        var kept = location instanceof StoreLocation.Folder ? files.checkpoint() : Optional.<Checkpoint>empty();
        if (kept.isPresent()) {
            var checkpoint = kept.get();
            var who = checkpoint.isGenuine() ? "" : " (whose signature is not genuine)";
            expectation = expectation.withPoint(checkpoint.point(), "checkpoint.json of " + checkpoint.at() + who);
        }
        return putBack == 0 ? expectation : expectation.withArchivesFrom(records.size() - putBack);
    }

    private static LogPoint point(String text) {
        try {
            return LogPoint.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandException.unusable(String.valueOf(e.getMessage()));
        }
    }

    /** The archives that were given, as the log names them, oldest first. */
    private List<LogFileReader> readers(List<ArchiveRecord> records, List<InputStream> opened) throws IOException {
        var first = Math.max(records.size() - archives.size(), 0);
        var readers = new ArrayList<Optional<LogFileReader>>();
        records.subList(first, records.size()).forEach(record -> readers.add(Optional.empty()));
        for (var file : archives) {
            var in = LogFiles.open(file);
            opened.add(in);
            var reader = new LogFileReader(in);
            var number = number(file, reader, records);
            if (number < first) {
                throw CommandException.unusable(Home.shown(file) + " can only be verified together with those that were"
                        + " made after it: " + names(records.subList(number + 1, records.size())));
            }
            readers.set(number - first, Optional.of(reader));
        }
        return readers.stream().map(Optional::orElseThrow).toList();
    }

    private static int number(Path file, LogFileReader reader, List<ArchiveRecord> records) {
        for (var i = 0; i < records.size(); i++) {
            if (reader.header().archive().equals(Optional.of(records.get(i).archive()))) {
                return i;
            }
        }
        throw CommandException.unusable(
                Home.shown(file) + " is no archive of this log; its archives: " + names(records));
    }

    private static String names(List<ArchiveRecord> records) {
        return records.isEmpty()
                ? "none"
                : String.join(", ", records.stream().map(ArchiveRecord::file).toList());
    }

    private Report verify(LogSnapshot snapshot, List<LogFileReader> readers, Expected expectation) {
        LogContents contents = readers.isEmpty() ? snapshot : new MergedContents(snapshot, readers);
        try (var progress = progress("Verifying", snapshot.position())) {
            return LogWalk.verify(contents, expectation, progress);
        }
    }

    private static List<String> changedArchives(List<ArchiveRecord> records, List<LogFileReader> readers) {
        var changed = new ArrayList<String>();
        for (var i = 0; i < readers.size(); i++) {
            var record = records.get(records.size() - readers.size() + i);
            try {
                if (!readers.get(i).digest().equals(record.content())) {
                    changed.add("the archive " + record.file() + " is not the file that was written");
                }
            } catch (LogFileException e) {
                changed.add("the archive " + record.file() + ": " + e.getMessage());
            }
        }
        return changed;
    }

    private void tell(StoreLocation location, NodeFiles files, Report report, List<String> problems) {
        var key = files.publicKey();
        var document = JsonMapping.toJson(report)
                .with("sound", Json.bool(problems.isEmpty()))
                .with("problems", Json.texts(problems));
        if (printed(key.map(text -> document.with("key", text)).orElse(document))) {
            return;
        }
        out().println(shown(location) + (problems.isEmpty() ? " is what was written" : " is not what was written"));
        out().println("  " + report.events() + " events in " + report.streams() + " streams"
                + (report.erased() > 0 ? ", " + report.erased() + " of them erased" : ""));
        report.checkpoints()
                .forEach((name, count) -> out().println("  " + count + " checkpoints signed by " + name
                        + (key.equals(Optional.of(name)) ? " (this node)" : "")));
        report.archives()
                .forEach(archive -> out().println("  " + archive.events() + " events of " + archive.streams()
                        + " streams were archived into " + Output.printable(archive.file())));
        if (report.unchecked() > 0) {
            out().println("  " + report.unchecked() + " points could not be compared, because of what is missing"
                    + " or archived");
        }
        problems.stream().map(Output::printable).forEach(problem -> out().println("  " + problem));
        if (report.found() > report.findings().size()) {
            out().println("  … " + report.found() + " findings in all");
        }
        out().println((problems.isEmpty() ? "Keep this: --expect " : "It ends at ") + report.end());
    }
}
