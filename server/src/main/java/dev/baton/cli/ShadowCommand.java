package dev.baton.cli;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what an agent in the shadow would have done beside what people did, or tells that. */
@Command(
        name = "shadow",
        description = "Show what an agent in the shadow would have done beside what people did, or tell what they did.",
        footer = {
            "",
            "baton shadow refunds                       its latest runs in the shadow, and how often people did the same",
            "baton shadow r-... --same                  people did exactly that",
            "baton shadow r-... --did 'billing.refund {\"amountMinor\": 2000}'",
            "baton shadow r-... --nothing --comment 'the customer called it off'"
        })
final class ShadowCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "AGENT|RUN", description = "An agent, or a run that ended in the shadow.")
    private String of = "";

    @Option(names = "--same", description = "People did exactly what the agent would have done.")
    private boolean same;

    @Option(names = "--nothing", description = "People did nothing.")
    private boolean nothing;

    @Option(
            names = "--did",
            paramLabel = "ACT",
            description = "A tool that people used, and its arguments as JSON as far as they are known; repeatable.")
    private List<String> did = new ArrayList<>();

    @Option(names = "--comment", paramLabel = "TEXT", description = "What else is to be known; it is kept.")
    private Optional<String> comment = Optional.empty();

    @Override
    public Integer call() {
        var told = (same ? 1 : 0) + (nothing ? 1 : 0) + (did.isEmpty() ? 0 : 1);
        if (told > 1) {
            throw CommandException.unusable("one of --same, --nothing and --did");
        }
        var path = "/api/shadows/" + Api.part(of);
        if (told == 1) {
            show(api().post(path, body(path)));
        } else if (of.startsWith("r-")) {
            show(api().get(path));
        } else {
            list(api().get("/api/shadows?agent=" + Api.part(of)));
        }
        return 0;
    }

    private Json.Obj body(String path) {
        var acts = same
                ? api().get(path).get("would").orElse(Json.array())
                : Json.array(did.stream().map(ShadowCommand::act).toList());
        var body = Json.object("did", acts);
        return comment.isPresent() ? body.with("comment", comment.get()) : body;
    }

    private static Json act(String text) {
        var words = text.strip().split("\\s+", 2);
        try {
            return Json.object("does", Json.text(words[0]))
                    .with("args", words.length == 1 ? Json.object() : Json.parse(words[1]));
        } catch (JsonException e) {
            throw CommandException.unusable(
                    "'" + words[0] + "' is followed by its arguments as JSON: " + e.getMessage());
        }
    }

    private void list(Json summary) {
        if (printed(summary)) {
            return;
        }
        var runs = Output.list(summary, "runs");
        out().println("Of its latest runs in the shadow, " + runs.size() + " in all, it is known of "
                + Output.text(summary, "known") + " what people did; in " + Output.text(summary, "agreed")
                + " they did exactly what the agent would have done.");
        runs.forEach(this::lines);
    }

    private void show(Json shadow) {
        if (!printed(shadow)) {
            lines(shadow);
        }
    }

    private void lines(Json shadow) {
        out().println(Output.text(shadow, "run") + "  " + Output.text(shadow, "contract") + " for "
                + Output.text(shadow, "subject") + ", " + Output.time(shadow, "endedAt"));
        var agreement = shadow.get("agreement");
        if (agreement.isEmpty()) {
            Output.list(shadow, "would").forEach(act -> out().println("  would have done " + act(act)));
            out().println("  what people did is not known");
            return;
        }
        Output.list(agreement.get(), "lines")
                .forEach(line -> out().println("  " + Output.text(line, "kind") + "  "
                        + line.get("agent")
                                .or(() -> line.get("people"))
                                .map(ShadowCommand::act)
                                .orElse("")
                        + (Output.list(line, "differing").isEmpty()
                                ? ""
                                : "; people "
                                        + line.get("people")
                                                .map(ShadowCommand::act)
                                                .orElse(""))));
        out().println("  as "
                + shadow.get("people").map(it -> Output.text(it, "source")).orElse(""));
    }

    private static String act(Json act) {
        return Output.text(act, "does") + " " + Output.text(act, "args");
    }
}
