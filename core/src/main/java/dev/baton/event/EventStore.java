package dev.baton.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The log. Every implementation passes the one contract suite of the test kit.
 *
 * <p>Revisions and positions count up without gaps as events are appended. Positions of streams that were archived are
 * missing from then on; everything else is never moved or removed.
 */
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

    /** Which streams grew after a position, in the order of the log: {@link #follow} for who needs no contents. */
    default List<Growth> grown(long afterPosition, int limit) {
        return follow(afterPosition, limit).stream()
                .map(event -> new Growth(event.stream(), event.revision(), event.position()))
                .toList();
    }

    /** The position of the last event, 0 when there is none. */
    long position();

    /**
     * Blocks until the log goes beyond a position, the time is over or the store is closed, and returns the position of
     * its end.
     */
    long awaitBeyond(long position, Duration atMost) throws InterruptedException;

    /**
     * Watches one stream from now on. Who takes the watch before reading the stream misses nothing that is added, and is
     * not woken by all that happens in other streams.
     */
    default StreamWatch watch(StreamId stream) {
        return new GrowthWatch(this, stream);
    }

    /**
     * Has somebody told whenever a stream grew, by whatever engine or process, from now on. That is right after the
     * commit, and soon after it where another process made it; after a disturbance perhaps once more than needed.
     *
     * @param told is given the revision of the stream's last event, and 0 when the store is closed; it is called on a
     *     thread that must not be kept waiting
     */
    Telling tell(StreamId stream, LongConsumer told);

    /** Ends when it is closed. */
    interface Telling extends AutoCloseable {
        @Override
        void close();
    }

    /** Who holds a key. */
    Optional<StreamId> holder(String key);

    WakeQueue wakes();

    /** Where a stream ends, {@link StreamHead#EMPTY} for an unknown one. */
    StreamHead head(StreamId stream);

    /** What the log holds at this moment. */
    LogSnapshot snapshot();

    /**
     * Erases author, payload and salt of the events of streams, each up to the revision of the given end. They verify as
     * before, and nothing that reads this log sees what was erased once this returns, nor does a file hold it that the
     * store itself decides over; an implementation says where that ends. Erasing again changes nothing.
     *
     * @param at remembered with each event
     * @return how many events had contents until now
     */
    long erase(List<StreamEnd> upTo, Instant at);

    /**
     * Takes whole streams out of the log and appends the events that tell of it, all or nothing. Their holds stay, and go
     * on protecting. {@link CommitOutcome.Stale} when one of them does not end as expected, {@link
     * CommitOutcome.ClaimLost} when one still has a wake.
     */
    CommitOutcome archive(Commit record, List<StreamEnd> streams);

    /**
     * Fills a log that is empty, whole or not at all. Rows keep their positions, revisions and commit ids; a commit that
     * is among them counts as written. Whatever the contents throw ends this with nothing written.
     *
     * @throws IllegalStateException when the log holds anything
     */
    void restore(LogContents contents);

    /** Whether commits are accepted; if not, why, in words. */
    Optional<String> refusal();

    @Override
    void close();
}
