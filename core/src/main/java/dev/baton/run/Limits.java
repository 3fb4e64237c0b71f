package dev.baton.run;

import java.time.Duration;

/**
 * Bounds of one run.
 *
 * @param steps how many steps may start
 * @param writes how many writes may be intended
 * @param duration of the run, not counting the time spent waiting for people
 */
public record Limits(int steps, int writes, Duration duration) {
    public static final Limits DEFAULT = new Limits(50, 20, Duration.ofHours(1));

    public Limits {
        if (steps < 1 || writes < 0 || duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(
                    "limits are positive: steps " + steps + ", writes " + writes + ", duration " + duration);
        }
    }
}
