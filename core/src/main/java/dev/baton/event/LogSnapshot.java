package dev.baton.event;

import java.util.List;

/**
 * A log as it was at one moment: nothing of what is committed later is seen through it. Being open may cost the store
 * space, so it is closed as soon as it is not needed.
 */
public interface LogSnapshot extends LogContents, AutoCloseable {

    /** The position of the last event, 0 when there is none. */
    long position();

    /** The events of a stream after a revision, oldest first; empty for an unknown stream. */
    List<RecordedEvent> read(StreamId stream, long afterRevision);

    @Override
    void close();
}
