package dev.baton.run;

import java.time.Duration;
import java.time.Instant;

/** When something is tried again: doubling pauses with a jitter that the id decides, so that it can be replayed. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** How often a read, or an effect that was certainly not done, is tried. */
    static final int ATTEMPTS = 12;

    private Backoff() {}

    static Instant after(Instant now, int attempt, String id) {
        var doubled = FIRST.multipliedBy(1L << Math.clamp(attempt - 1, 0, 10));
        var pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        var share = Math.floorMod((id + attempt).hashCode(), 1000) / 1000.0;
        return now.plusMillis((long) (pause.toMillis() * (0.75 + share / 2)));
    }
}
