package dev.baton.callback;

import java.time.Instant;
import java.util.Optional;

/**
 * How the sending of one message goes.
 *
 * @param attempts that have failed
 * @param retryAt not before; at once without
 * @param trouble why the last one failed
 */
public record Trial(int attempts, Optional<Instant> retryAt, Optional<String> trouble) {
    static final Trial FRESH = new Trial(0, Optional.empty(), Optional.empty());

    boolean isDue(Instant now) {
        return retryAt.map(at -> !at.isAfter(now)).orElse(true);
    }

    Trial failed(CallbackEvent.AttemptFailed failed) {
        return new Trial(failed.attempt(), Optional.of(failed.retryAt()), Optional.of(failed.reason()));
    }
}
