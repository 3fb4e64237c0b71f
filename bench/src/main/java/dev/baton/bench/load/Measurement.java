package dev.baton.bench.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

/**
 * What one subject did under one load.
 *
 * @param runs that ended while it was watched
 * @param took how long it was watched
 * @param cpu the processor time that its process used meanwhile, on all cores
 * @param p50 of the time from submitting a run to its end, as its client sees it
 */
public record Measurement(Load load, long runs, Duration took, Duration cpu, Duration p50, Duration p99) {
    private static final String MARK = "measured ";

    public double stepsPerSecond() {
        return runs * Work.STEPS * 1e9 / took.toNanos();
    }

    /** What one step costs in processor time: less shaken by other work on the machine than the steps per second are. */
    public Duration cpuPerStep() {
        return cpu.dividedBy(runs * Work.STEPS);
    }

    /** One line, by which a measured process tells whoever started it. */
    String line() {
        return MARK + "load=" + load + " runs=" + runs + " took=" + took.toNanos() + " cpu=" + cpu.toNanos() + " p50="
                + p50.toNanos() + " p99=" + p99.toNanos();
    }

    /** Reads a {@link #line}; empty for any other. */
    public static Optional<Measurement> parse(String line) {
        if (!line.startsWith(MARK)) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        for (var word : line.substring(MARK.length()).split(" ", -1)) {
            var equals = word.indexOf('=');
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return Optional.of(new Measurement(
                Load.parse(values.getOrDefault("load", "")),
                Long.parseLong(values.getOrDefault("runs", "")),
                nanos(values.getOrDefault("took", "")),
                nanos(values.getOrDefault("cpu", "")),
                nanos(values.getOrDefault("p50", "")),
                nanos(values.getOrDefault("p99", ""))));
    }

    private static Duration nanos(String digits) {
        return Duration.ofNanos(Long.parseLong(digits));
    }
}
