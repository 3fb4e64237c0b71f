package dev.baton.engine;

import dev.baton.event.WakeQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Keeps the door: past capacity a handoff is refused before it is accepted, so that none is ever lost after. */
final class Admission {
    /** How long a count of what waits is believed. */
    private static final Duration COUNTED_FOR = Duration.ofMillis(20);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Capacity capacity;
    private final WakeQueue wakes;
    private final InstantSource clock;
    private final Semaphore submissions;
    private final AtomicInteger guess = new AtomicInteger();
    private long countedAt = System.nanoTime() - COUNTED_FOR.toNanos();

    Admission(EngineSettings settings) {
        this.capacity = settings.capacity();
        this.wakes = settings.store().wakes();
        this.clock = settings.clock();
        this.submissions = new Semaphore(capacity.submissions());
    }

    /**
     * Lets a submission through, or says why not.
     *
     * @param known whether the same request was accepted before, which then is answered all the same
     */
    Submission admit(Supplier<Boolean> known, Supplier<Submission> submission) {
        if (!submissions.tryAcquire()) {
            return new Submission.Overloaded(
                    capacity.submissions() + " handoffs are being accepted at this moment", SOON);
        }
        try {
            return refusal().filter(it -> !known.get()).orElseGet(submission);
        } finally {
            submissions.release();
        }
    }

    /** Counts up from what waited when it was last counted, and counts again when that would be too much. */
    private Optional<Submission> refusal() {
        if (guess.incrementAndGet() < capacity.waiting() || count() < capacity.waiting()) {
            return Optional.empty();
        }
        return Optional.of(new Submission.Overloaded(
                capacity.waiting() + " accepted handoffs wait for their turn already", LATER));
    }

    private synchronized int count() {
        var now = System.nanoTime();
        if (now - countedAt >= COUNTED_FOR.toNanos()) {
            guess.set(wakes.waiting(clock.instant(), capacity.waiting()));
            countedAt = now;
        }
        return guess.get();
    }
}
