package dev.baton.cli;

import dev.baton.engine.Archiver;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.StoreLocation;
import dev.baton.server.wiring.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes what is old out of a store. */
@Command(
        name = "archive",
        description =
                "Take runs that ended long ago, and conversations that nobody has touched since, out of the store and"
                        + " into a file. A store in a folder must have no server running on it.",
        footer = {
            "",
            "Keys that archived runs hold go on protecting. `baton verify` still passes, also together with the file:"
                    + " `baton verify --archive FILE`.",
            "Example:",
            "  baton archive --data .baton --older-than P90D 2026-03.jsonl.gz"
        })
final class ArchiveCommand extends StoreCommand {
    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            required = true,
            description = "How long ago it must have ended, as P90D.")
    private Duration age = Duration.ZERO;

    @Option(names = "--preview", description = "Tell what would be archived, and archive nothing.")
    private boolean preview;

    @Parameters(paramLabel = "FILE", description = "The file, which must not be there yet.")
    private Path file = Path.of("");

    @Override
    int work(StoreLocation location) throws IOException {
        if (age.isNegative() || age.isZero()) {
            throw CommandException.unusable("--older-than is a time that has passed, as P90D, not " + age);
        }
        LogFiles.mustBeNew(file);
        var clock = InstantSource.system();
        try (var stores = Stores.openExisting(location);
                var looking = progress("Looking", stores.log().position());
                var archiver =
                        Archiver.look(stores.log(), clock, clock.instant().minus(age), looking)) {
            var selection = archiver.selection();
            if (!preview && !selection.streams().isEmpty()) {
                archive(archiver);
            }
            tell(selection);
            return 0;
        }
    }

    private void archive(Archiver archiver) throws IOException {
        Archiver.Written written;
        try (var writing = progress("Archiving", archiver.selection().whole().position())) {
            written = LogFiles.write(file, out -> archiver.write(out, writing));
        }
        var by = Principal.of(Principal.Kind.PERSON, System.getProperty("user.name", "unknown"));
        var name = file.getFileName().toString();
        if (archiver.takeOut(name, written, by).isEmpty()) {
            Files.delete(file);
            throw CommandException.failed("Something of it moved on meanwhile, so nothing was archived; do it again.");
        }
    }

    private void tell(Archiver.Selection selection) {
        var runs = selection.count("run");
        var conversations = selection.count("conversation");
        if (printed(Json.object("runs", Json.number(runs))
                .with("conversations", Json.number(conversations))
                .with("events", Json.number(selection.events()))
                .with("more", Json.number(selection.more())))) {
            return;
        }
        if (selection.streams().isEmpty()) {
            out().println("Nothing ended longer ago than " + age + "; nothing was archived.");
            return;
        }
        out().println(runs + " runs and " + conversations + " conversations (" + selection.events() + " events) "
                + (preview ? "are old enough" : "are in " + Home.shown(file) + " and no longer in the store"));
        if (selection.more() > 0) {
            out().println(selection.more() + " more are old enough; archive again, into another file.");
        }
    }
}
