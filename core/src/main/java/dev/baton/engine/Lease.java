package dev.baton.engine;

import dev.baton.event.Claim;
import java.time.Duration;
import java.time.Instant;

/** A claim that is prolonged while the work goes on. */
final class Lease {
    private final Claim claim;
    private volatile long deadlineNanos;

    /**
     * @param askedAtNanos the monotonic clock just before the claim was asked for
     * @param length from then on
     */
    Lease(Claim claim, long askedAtNanos, Duration length) {
        this.claim = claim;
        this.deadlineNanos = askedAtNanos + length.toNanos();
    }

    Claim claim() {
        return claim;
    }

    void prolonged(long askedAtNanos, Duration length) {
        deadlineNanos = askedAtNanos + length.toNanos();
    }

    /** Until when it certainly lasts, told from what time it is now: a clock may be set while time goes on. */
    Instant until(Instant now) {
        return now.plusNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    /** By the monotonic clock, which no one can set back: whether nobody else can have taken over yet. */
    boolean isCertain() {
        return System.nanoTime() - deadlineNanos < 0;
    }
}
