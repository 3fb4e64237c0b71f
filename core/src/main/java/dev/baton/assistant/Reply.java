package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A turn while it is being decided: events with the state after them, and the sentences of the answer. */
final class Reply {
    private final List<ConversationEvent> events = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private final List<Citation> sources = new ArrayList<>();
    private final boolean offline;
    private ConversationState state;

    /** @param offline whether the answer is said without a model */
    Reply(ConversationState state, boolean offline) {
        this.state = state;
        this.offline = offline;
    }

    ConversationState state() {
        return state;
    }

    Reply record(ConversationEvent event) {
        events.add(event);
        state = state.after(event);
        return this;
    }

    Reply say(String sentence) {
        if (!sentence.isBlank()) {
            sentences.add(sentence.strip());
        }
        return this;
    }

    Reply cite(Citation source) {
        sources.add(source);
        return this;
    }

    /** Ends the turn with what was said. */
    List<ConversationEvent> to(Optional<String> message, String reply) {
        return record(new Said(reply, message, String.join("\n", sentences), List.copyOf(sources), offline))
                .events();
    }

    List<ConversationEvent> events() {
        return List.copyOf(events);
    }
}
