package dev.baton.store;

import dev.baton.event.EventPacking;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The events of one commit and stream, as they are stored.
 *
 * @param lastPosition of the last event inside
 * @param firstRevision of the first event inside
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of every row would be waste
public record PackedRow(
        long lastPosition, StreamId stream, long firstRevision, int events, String commit, byte[] packed) {

    public List<RecordedEvent> unpack() {
        var unpacked = EventPacking.unpack(packed);
        if (unpacked.size() != events) {
            throw new IllegalStateException("the log is damaged: " + stream + " from revision " + firstRevision
                    + " should hold " + events + " events but holds " + unpacked.size());
        }
        var firstPosition = lastPosition - events + 1;
        return IntStream.range(0, events)
                .mapToObj(i -> new RecordedEvent(stream, firstRevision + i, firstPosition + i, commit, unpacked.get(i)))
                .toList();
    }
}
