package dev.baton.engine;

import dev.baton.event.WakeQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Keeps the door: past capacity a handoff is refused before it is accepted, so that none is ever lost after. */
final class Admission {
    /** How long a count of what waits is believed. */
    private static final Duration COUNTED_FOR = Duration.ofMillis(200);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Capacity capacity;
    private final WakeQueue wakes;
    private final InstantSource clock;
    private final Semaphore submissions;
    private final AtomicLong countedAt = new AtomicLong(System.nanoTime() - COUNTED_FOR.toNanos());
    /** How many may come before it has to be counted again, if all of them have to wait. */
    private final AtomicLong room = new AtomicLong();

    private volatile boolean full;

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

    private Optional<Submission> refusal() {
        var last = countedAt.get();
        var now = System.nanoTime();
        var outdated = now - last >= COUNTED_FOR.toNanos() || (!full && room.getAndDecrement() <= 0);
        if (outdated && countedAt.compareAndSet(last, now)) {
            var waiting = wakes.waiting(clock.instant(), capacity.waiting());
            full = waiting >= capacity.waiting();
            room.set(capacity.waiting() - waiting);
        }
        return full
                ? Optional.of(new Submission.Overloaded(
                        capacity.waiting() + " accepted handoffs wait for their turn already", LATER))
                : Optional.empty();
    }
}
