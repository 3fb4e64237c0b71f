package dev.baton.server.door.mcp;

import dev.baton.engine.HandoffView;
import dev.baton.json.Json;
import dev.baton.server.door.mcp.protocol.Call;
import java.util.Map;
import java.util.Optional;

/** What an agent asks whoever a handoff is for, as a form of the client. */
final class Questions {
    private static final String REQUESTER = "requester";

    private Questions() {}

    static boolean isForRequester(HandoffView.Needs.Input input) {
        return input.of().equals(REQUESTER);
    }

    /** The open question to the requester. */
    static Optional<HandoffView.Needs.Input> open(HandoffView handoff) {
        return handoff.needs()
                .filter(HandoffView.Needs.Input.class::isInstance)
                .map(HandoffView.Needs.Input.class::cast)
                .filter(Questions::isForRequester);
    }

    /** The open question as requests to the client, where it is able to show it. The id of a question is used once. */
    static Optional<Map<String, Json.Obj>> requests(HandoffView handoff, Call call) {
        return open(handoff)
                .filter(ignored -> call.canAsk("elicitation/create"))
                .flatMap(input ->
                        Form.of(input.schema()).map(form -> Map.of(input.id(), form.request(input.question()))));
    }

    /** The run that a question belongs to, by the question's id. */
    static Optional<String> run(String question) {
        var end = question.lastIndexOf("-q");
        return question.startsWith("r-") && end > 0 ? Optional.of(question.substring(0, end)) : Optional.empty();
    }
}
