package dev.baton.cli;

import dev.baton.engine.Erasures;
import dev.baton.event.StoreUnavailableException;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.principal.Principal;
import dev.baton.server.StoreLocation;
import dev.baton.server.wiring.Stores;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Erases what is known of somebody. */
@Command(
        name = "erase",
        description =
                "Erase for good what was said by and done for somebody: the contents of ended runs about them and of"
                        + " their conversations. Asks a running server, or with --data works on the store of a stopped one.",
        footer = {
            "",
            "What is still going on is left alone and named. Chains still verify afterwards, and keys that were held go on"
                    + " protecting. Exports, archives and backups are not reached.",
            "Example:",
            "  baton erase --subject customer:CUS-0001 --preview"
        })
final class EraseCommand extends ClientCommand {
    @Option(
            names = "--subject",
            paramLabel = "KIND:ID",
            required = true,
            description = "Whom it is about, as customer:CUS-0001.")
    private String subject = "";

    @Option(names = "--preview", description = "Tell what would be erased, and erase nothing.")
    private boolean preview;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder of a store that no server is running on.")
    private Optional<Path> data = Optional.empty();

    @Override
    public Integer call() {
        var done = data.map(this::erase).orElseGet(this::ask);
        if (printed(done)) {
            return 0;
        }
        var runs = Output.list(done, "runs");
        var conversations = Output.list(done, "conversations");
        if (runs.isEmpty() && conversations.isEmpty()) {
            out().println("There is nothing to erase about " + subject + ".");
        } else {
            out().println((preview ? "Would be erased: " : "Erased: ") + runs.size() + " runs and "
                    + conversations.size() + " conversations"
                    + (preview
                            ? ""
                            : " (" + Output.text(done, "events") + " events), on record as "
                                    + Output.text(done, "erasure")));
        }
        for (var left : Output.list(done, "leftAlone")) {
            out().println("  left alone: " + Output.text(left, "id") + ", " + Output.text(left, "why"));
        }
        return 0;
    }

    private Json ask() {
        return api().post(
                        "/api/erasures",
                        Json.object("subject", Json.text(subject)).with("preview", Json.bool(preview)));
    }

    private Json erase(Path folder) {
        var operator = Principal.of(Principal.Kind.PERSON, System.getProperty("user.name", "unknown"), "operator");
        try (var stores = Stores.openExisting(new StoreLocation.Folder(folder))) {
            var erasures = Erasures.in(stores.log(), stores.views(), InstantSource.system());
            return switch (preview ? erasures.preview(subject, operator) : erasures.erase(subject, operator)) {
                case Erasures.Outcome.Done done -> JsonMapping.toJson(done).without("kind");
                case Erasures.Outcome.NotAllowed(var message) -> throw CommandException.failed(message);
                case Erasures.Outcome.Invalid(var message) -> throw CommandException.unusable(message);
            };
        } catch (StoreUnavailableException | IllegalStateException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }
}
