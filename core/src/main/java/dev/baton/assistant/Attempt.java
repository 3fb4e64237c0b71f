package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.Summarised;
import dev.baton.model.ModelCall;
import java.util.List;
import java.util.Optional;

/**
 * What a model did for a turn.
 *
 * @param calls oldest first
 * @param summary of older turns that it made on the way
 * @param begun what it had said, and the person has heard, when it was given up
 */
record Attempt(List<ModelCall> calls, Optional<Summarised> summary, String begun) {
    static final Attempt NONE = new Attempt(List.of(), Optional.empty(), "");

    /** Puts it on record, under the message that was to be answered. */
    void record(Reply reply, String message) {
        calls.forEach(call -> reply.record(new ConversationEvent.ModelCalled(message, call)));
        summary.ifPresent(reply::record);
    }
}
