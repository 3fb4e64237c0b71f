package dev.baton.cli;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers what a run asks. */
@Command(
        name = "answer",
        description = "Answer a question of a run; `baton runs --state input-required` lists those that ask.",
        footer = {"", "Example:", "  baton answer h-01k 1500 --as CUS-0001"})
final class AnswerCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The handoff (h-...) or the run (r-...).")
    private String id = "";

    @Parameters(index = "1", paramLabel = "ANSWER", description = "The answer, as JSON or as plain text.")
    private String answer = "";

    @Option(names = "--question", paramLabel = "ID", description = "Which question, when there are several.")
    private Optional<String> question = Optional.empty();

    @Override
    public Integer call() {
        var body = Json.object("value", value(answer));
        if (question.isPresent()) {
            body = body.with("question", question.get());
        }
        var place = id.startsWith("h-") ? "/api/handoffs/" : "/api/runs/";
        var changed = api().post(place + Api.part(id) + "/input", body);
        if (!printed(changed)) {
            out().println(Output.text(changed, "id") + " is " + Output.text(changed, "state"));
        }
        return 0;
    }

    private static Json value(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            return Json.text(text);
        }
    }
}
