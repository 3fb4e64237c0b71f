package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.AnswerProposed;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How far the questions of agents were passed to the person, and the answers back.
 *
 * @param told the questions that were told in words
 * @param proposed an answer that waits for the person's yes
 * @param confirmed an answer that the person said yes to and that was not passed on yet
 */
public record Relay(Set<String> told, Optional<AnswerProposed> proposed, Optional<Confirmed> confirmed) {
    static final Relay NONE = new Relay(Set.of(), Optional.empty(), Optional.empty());

    /** An answer and the message that said yes. */
    public record Confirmed(AnswerProposed answer, String replyTo) {}

    Relay tell(String question) {
        var all = new LinkedHashSet<>(told);
        all.add(question);
        return new Relay(Collections.unmodifiableSet(all), proposed, confirmed);
    }

    Relay propose(Optional<AnswerProposed> answer) {
        return new Relay(told, answer, confirmed);
    }

    Relay confirm(String replyTo) {
        return new Relay(told, Optional.empty(), proposed.map(answer -> new Confirmed(answer, replyTo)));
    }

    Relay settle() {
        return new Relay(told, proposed, Optional.empty());
    }
}
