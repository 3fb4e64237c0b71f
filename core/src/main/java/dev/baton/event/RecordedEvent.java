package dev.baton.event;

import java.time.Instant;

/**
 * An event as it stands in the log.
 *
 * @param revision its number within the stream, from 1
 * @param position its number within the whole log, from 1; without gaps
 */
public record RecordedEvent(StreamId stream, long revision, long position, String commit, ChainedEvent event) {
    public String type() {
        return event.type();
    }

    public Instant at() {
        return event.at();
    }

    public StreamHead head() {
        return new StreamHead(revision, event.hash());
    }
}
