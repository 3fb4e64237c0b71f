package dev.baton.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test sets it. Safe to read and set from several threads. */
public final class SettableClock implements InstantSource {
    private final AtomicReference<Instant> now;

    public SettableClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    /** Stands at a day that tests can name: 2026-01-10T00:00:00Z. */
    public SettableClock() {
        this(Instant.parse("2026-01-10T00:00:00Z"));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Sets the time, also backwards, as a corrected system clock does. */
    public void set(Instant time) {
        now.set(time);
    }

    /** Moves the time on and returns what it is then. */
    public Instant advance(Duration by) {
        return now.updateAndGet(time -> time.plus(by));
    }
}
