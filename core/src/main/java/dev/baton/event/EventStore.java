package dev.baton.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The log. Every implementation passes the one contract suite of the test kit. */
public interface EventStore extends AutoCloseable {

    /**
     * Makes a commit durable, whole or not at all, and returns once that is settled. The same commit id given twice is
     * written once.
     *
     * @throws IllegalArgumentException when a stream ends at the expected revision but with another hash: the caller did
     *     not read it from this log, and going on would break its chain
     * @throws StoreUnavailableException when nothing more is accepted; the commit may then be looked up by its id after
     *     a restart
     */
    CommitOutcome commit(Commit commit);

    /** The events of a stream after a revision, oldest first; empty for an unknown stream. */
    List<RecordedEvent> read(StreamId stream, long afterRevision);

    /** At most {@code limit} events of the whole log after a position (a few more where one commit held them). */
    List<RecordedEvent> follow(long afterPosition, int limit);

    /** The position of the last event, 0 when there is none. */
    long position();

    /**
     * Blocks until the log goes beyond a position, the time is over or the store is closed, and returns the position of
     * its end.
     */
    long awaitBeyond(long position, Duration atMost) throws InterruptedException;

    /** Who holds a key. */
    Optional<StreamId> holder(String key);

    WakeQueue wakes();

    /** Whether commits are accepted; if not, why, in words. */
    Optional<String> refusal();

    @Override
    void close();
}
