package dev.baton.cli;

import dev.baton.json.Json;
import java.nio.file.Path;
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
        var done =
                data.map(folder -> StoppedStore.erase(folder, subject, preview)).orElseGet(this::ask);
        if (printed(done)) {
            return 0;
        }
        var runs = Output.list(done, "runs");
        var conversations = Output.list(done, "conversations");
        var remembered = done.get("remembered").filter(Json.bool(true)::equals).isPresent();
        if (runs.isEmpty() && conversations.isEmpty() && !remembered) {
            out().println("There is nothing to erase about " + subject + ".");
        } else {
            out().println((preview ? "Would be erased: " : "Erased: ") + runs.size() + " runs and "
                    + conversations.size() + " conversations"
                    + (remembered ? ", and what agents remember" : "")
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
}
