package dev.baton.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How much an agent recalls when it plans.
 *
 * @param most how many requests, the latest ones, 1 to {@value #MOST}
 * @param within how long ago they may have ended, a day at least
 */
public record Recall(int most, Duration within) {
    public static final int MOST = 20;
    public static final Duration LEAST = Duration.ofDays(1);
    public static final Recall DEFAULT = new Recall(5, Duration.ofDays(365));

    public Recall {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " requests are recalled, not " + most);
        }
        if (within.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("what ended within a day at least is recalled, not within " + within);
        }
    }

    /** What an agent recalls now of what is remembered about somebody, the latest first. */
    public List<Recollection> of(List<Recollection> remembered, String agent, Instant now) {
        return remembered.stream()
                .filter(it -> it.agent().equals(agent))
                .filter(it -> it.endedAt().plus(within).isAfter(now))
                .sorted(Comparator.comparing(Recollection::endedAt).reversed())
                .limit(most)
                .toList();
    }
}
