package dev.baton.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * A message to the outside that was not taken yet.
 *
 * @param id {@code webhook-id}, the same however often it is sent
 * @param tells the state that it tells of, as a word
 * @param attempts that failed
 * @param reason why the last one failed
 * @param at when that of which it tells happened, or when it was given up
 * @param retryAt when it is tried again
 */
public record MessageView(
        String id,
        String handoff,
        String subscription,
        String url,
        String tells,
        State state,
        int attempts,
        Optional<String> reason,
        Instant at,
        Optional<Instant> retryAt) {

    public enum State {
        /** On its way for the first time. */
        WAITING,
        /** Failed at least once; it is tried again. */
        RETRYING,
        /** Given up. */
        DEAD
    }
}
