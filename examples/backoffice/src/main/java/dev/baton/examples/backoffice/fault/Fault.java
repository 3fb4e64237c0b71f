package dev.baton.examples.backoffice.fault;

import dev.baton.examples.backoffice.http.BodyFields;
import java.time.Duration;
import java.util.Optional;

/**
 * How an operation misbehaves, and how often still.
 *
 * @param delay how long it waits: before working for {@code delay} and {@code fail-before}, after it otherwise
 * @param times how many more requests it hits; empty means until it is switched off
 * @param status the error's HTTP status, for the modes that answer with one
 */
record Fault(FaultMode mode, Duration delay, Optional<Long> times, int status) {
    private static final long LONGEST_DELAY_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final int DEFAULT_STATUS = 503;

    /** Reads a fault; without {@code times} it hits once. */
    static Fault read(BodyFields fields) {
        FaultMode mode = fields.word("mode", FaultMode.words()).orElse(FaultMode.DELAY);
        Optional<Long> delay = fields.optionalNumber("delayMillis", 1, LONGEST_DELAY_MILLIS);
        boolean always = fields.takeIfText("times", "always");
        Optional<Long> times = always ? Optional.empty() : Optional.of(readTimes(fields));
        int status =
                fields.optionalNumber("status", 400, 599).map(Long::intValue).orElse(DEFAULT_STATUS);
        if (mode == FaultMode.DELAY && delay.isEmpty()) {
            fields.wrong("delayMillis", "is needed by the mode delay");
        }
        fields.done();
        return new Fault(mode, Duration.ofMillis(delay.orElse(0L)), times, status);
    }

    private static long readTimes(BodyFields fields) {
        return fields.optionalNumber("times", 1, Integer.MAX_VALUE).orElse(1L);
    }

    /** What is left after one more hit; empty when that was the last. */
    Optional<Fault> afterOneHit() {
        return times.isPresent() && times.get() == 1
                ? Optional.empty()
                : Optional.of(new Fault(mode, delay, times.map(n -> n - 1), status));
    }
}
