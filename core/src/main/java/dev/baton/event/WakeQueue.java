package dev.baton.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The streams that want to be worked on, and when. Entries are written by {@link Commit}s only. */
public interface WakeQueue {

    /**
     * Claims streams that are due and that nobody holds (or whose claim has ended), soonest first.
     *
     * @param until when the new claims end by themselves
     */
    List<Claim> claim(String owner, Instant now, Instant until, int limit);

    /**
     * Prolongs every claim of the owner that has not ended yet, and returns them. That includes claims whose worker
     * failed, and those that the owner does not know of, because the answer was lost when they were made: an owner must
     * park those, or they stay claimed as long as it lives.
     */
    List<Claim> renew(String owner, Instant now, Instant until);

    /**
     * Ends every claim of the owner at once, so that others take over without waiting: those streams are due since
     * {@link Instant#EPOCH}.
     */
    void release(String owner);

    /** When {@link #claim} will next find something: the earliest due time or, for what is held, end of claim. */
    Optional<Instant> nextDue();

    /** How many streams {@link #claim} would find, counted up to {@code atMost}. */
    int waiting(Instant now, int atMost);

    /**
     * Blocks until a commit or a release, here or on another node, changed the queue after the {@code seen}-th change so
     * that something may be claimed earlier, the time is over or the store is closed.
     *
     * @return the number of changes so far; those made together may count as one
     */
    long awaitChange(long seen, Duration atMost) throws InterruptedException;
}
