package dev.baton.cli;

import dev.baton.json.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what an agent did unasked, or says whether it was right. */
@Command(
        name = "review",
        description = "Show what an autonomous agent did without asking, or say whether it was right.",
        footer = {"", "What waits to be looked at: baton inbox --kind review"})
final class ReviewCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "ITEM", description = "The item of the inbox, as r-...-v1.")
    private String item = "";

    @Option(names = "--fine", description = "It was right.")
    private boolean fine;

    @Option(names = "--not-fine", description = "It was not; say why with --comment.")
    private boolean notFine;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why; needed when it was not fine.")
    private Optional<String> comment = Optional.empty();

    @Override
    public Integer call() {
        var path = "/api/reviews/" + Api.part(item);
        if (fine && notFine) {
            throw CommandException.unusable("either --fine or --not-fine");
        }
        if (!fine && !notFine) {
            show(api().get(path));
            return 0;
        }
        var body = Json.object("fine", Json.bool(fine));
        var answer = api().post(path, comment.isPresent() ? body.with("comment", comment.get()) : body);
        if (!printed(answer)) {
            out().println(Output.text(answer, "message"));
        }
        return 0;
    }

    private void show(Json review) {
        if (printed(review)) {
            return;
        }
        out().println(Output.text(review, "tool") + " " + Output.text(review, "args"));
        out().println("  answered " + Output.text(review, "result"));
        out().println("  " + Output.text(review, "verdict"));
        out().println("  by the agent " + Output.text(review, "agent") + " in " + Output.text(review, "run") + " at "
                + Output.time(review, "doneAt"));
        review.get("said")
                .ifPresentOrElse(
                        said -> out().println("  " + ("true".equals(Output.text(said, "fine")) ? "fine" : "not fine")
                                + ", said " + Output.text(said, "by")
                                + said.textAt("comment")
                                        .map(text -> ": " + Output.printable(text))
                                        .orElse("")),
                        () -> out().println("  nobody said yet whether it was right; that is for "
                                + Output.text(review, "by")));
    }
}
