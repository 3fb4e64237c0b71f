package dev.baton.callback;

import dev.baton.handoff.HandoffState;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that was given up.
 *
 * @param revision of the run's stream that it tells of
 * @param state that it tells of
 * @param at when it was given up
 * @param resend how sending it again goes, when that was asked for
 */
public record DeadLetter(
        long revision, HandoffState state, int attempts, String reason, Instant at, Optional<Trial> resend) {

    DeadLetter now(Trial trial) {
        return new DeadLetter(revision, state, attempts, reason, at, Optional.of(trial));
    }
}
