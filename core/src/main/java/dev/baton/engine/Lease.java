package dev.baton.engine;

import dev.baton.event.Claim;
import java.time.Duration;
import java.time.Instant;

/** A claim that is prolonged while the work goes on. */
final class Lease {
    private final Claim claim;
    private volatile Instant until;
    private volatile long deadlineNanos;

    /**
     * @param askedAtNanos the monotonic clock just before the claim was asked for
     * @param length from then on
     */
    Lease(Claim claim, long askedAtNanos, Duration length) {
        this.claim = claim;
        this.until = claim.until();
        this.deadlineNanos = askedAtNanos + length.toNanos();
    }

    Claim claim() {
        return claim;
    }

    void prolonged(Instant newUntil, long askedAtNanos, Duration length) {
        until = newUntil;
        deadlineNanos = askedAtNanos + length.toNanos();
    }

    Instant until() {
        return until;
    }

    /** By the monotonic clock, which no one can set back: whether nobody else can have taken over yet. */
    boolean isCertain() {
        return System.nanoTime() - deadlineNanos < 0;
    }
}
