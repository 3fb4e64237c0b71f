package dev.baton.bench.load;

import java.time.Duration;
import java.util.Arrays;

/** Durations in their order. */
public final class Percentiles {
    private final long[] sorted;

    /** @param nanos at least one */
    public Percentiles(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        this.sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    public int count() {
        return sorted.length;
    }

    public Duration at(int percent) {
        return Duration.ofNanos(sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)]);
    }
}
