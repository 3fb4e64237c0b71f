package dev.baton.engine;

import dev.baton.callback.Answer;
import dev.baton.callback.Subscription;
import java.time.Instant;
import java.util.Optional;

/** Sends what the outside is told. It decides nothing: not what is sent, not when, and not whether it is sent again. */
public interface CallbackSender {
    /** Nobody is told. */
    CallbackSender NONE = new CallbackSender() {
        @Override
        public Optional<String> objection(Subscription subscription) {
            return Optional.of("callbacks are not set up here");
        }

        @Override
        public Answer send(Message message) {
            return new Answer.Hopeless("callbacks are not set up here");
        }
    };

    /**
     * A handoff at a moment, for one subscription.
     *
     * @param id the same however often it is sent
     * @param handoff as it was then
     * @param at when that was
     * @param attempt from 1
     */
    record Message(String id, Subscription subscription, HandoffView handoff, Instant at, int attempt) {}

    /** Why nothing can be sent to a subscription, as it is set up now; a door refuses it then. */
    Optional<String> objection(Subscription subscription);

    /** Sends once, blocking until that has come to something. */
    Answer send(Message message) throws InterruptedException;
}
