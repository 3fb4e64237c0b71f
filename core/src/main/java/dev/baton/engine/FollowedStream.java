package dev.baton.engine;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

/** A stream that every node keeps folded, and is told of when it grows: asking it costs nothing while nothing happens. */
final class FollowedStream<S> implements AutoCloseable {
    private final EventStore store;
    private final StreamId stream;
    private final BiFunction<S, RecordedEvent, S> fold;
    private final EventStore.Telling telling;
    private final AtomicBoolean grown = new AtomicBoolean(true);
    private volatile Known<S> known;

    /** What was folded, and where the stream ended then. */
    record Known<S>(StreamHead head, S state) {}

    FollowedStream(EventStore store, StreamId stream, S start, BiFunction<S, RecordedEvent, S> fold) {
        this.store = store;
        this.stream = stream;
        this.fold = fold;
        this.known = new Known<>(StreamHead.EMPTY, start);
        this.telling = store.tell(stream, revision -> grown.set(true));
    }

    /** As it is now. */
    S current() {
        return grown.get() ? refresh().state() : known.state();
    }

    /** Read anew, for whoever wants to append. */
    synchronized Known<S> refresh() {
        // lowered before reading, so that whatever comes while it is read is read again
        grown.set(false);
        var events = store.read(stream, known.head().revision());
        if (!events.isEmpty()) {
            var state = known.state();
            for (var event : events) {
                state = fold.apply(state, event);
            }
            known = new Known<>(events.getLast().head(), state);
        }
        return known;
    }

    /** What appends an event at the end that was read. */
    Append after(Known<S> at, NewEvent event, Ids ids) {
        return Append.chain(stream, at.head(), List.of(event), ids::salt);
    }

    /** False when somebody else was faster: read again and decide anew. */
    boolean append(Known<S> at, NewEvent event, Ids ids) {
        return store.commit(Commit.of("c-" + ids.next(), after(at, event, ids))) instanceof CommitOutcome.Committed;
    }

    @Override
    public void close() {
        telling.close();
    }
}
