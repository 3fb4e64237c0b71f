package dev.baton.assistant;

import dev.baton.json.Json;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelReply;
import dev.baton.model.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a model and this side said to each other within one turn.
 *
 * @param messages beyond the request that began it
 * @param rounds how often reads were done for it
 * @param wish the proposal that it ended with
 */
public record Exchange(List<ModelMessage> messages, int rounds, Optional<ToolRequest> wish) {
    public static final Exchange BEGUN = new Exchange(List.of(), 0, Optional.empty());

    public Exchange {
        messages = List.copyOf(messages);
    }

    /** A request and what it comes to. */
    public sealed interface Call {
        ToolRequest asked();

        record ToRead(ToolRequest asked, ReadRequest read) implements Call {}

        record Refused(ToolRequest asked, String why) implements Call {}
    }

    /** After what the model asked for in a reply was answered. */
    Exchange after(ModelReply reply, List<Answered> answers) {
        var all = new ArrayList<>(messages);
        all.add(new ModelMessage.Reply(reply.text(), reply.calls()));
        answers.forEach(answer -> all.add(
                new ModelMessage.Returned(answer.asked().id(), answer.asked().tool(), answer.result())));
        return new Exchange(all, rounds + 1, Optional.empty());
    }

    record Answered(ToolRequest asked, Json result) {}

    Exchange endingWith(ToolRequest proposal) {
        return new Exchange(messages, rounds, Optional.of(proposal));
    }
}
