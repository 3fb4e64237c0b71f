package dev.baton.engine;

import dev.baton.event.EventStore;
import dev.baton.event.Growth;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamId;
import dev.baton.event.ViewStore;
import dev.baton.integrity.ArchiveRecord;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs that a part of the log says are gone.
 *
 * @param erased their ids
 * @param archived a row for each
 */
record Departures(List<String> erased, List<ViewStore.Row> archived) {

    /** What is said after a position, up to the last of these growths. */
    static Departures in(EventStore store, long after, List<Growth> grown) {
        var erased = told(store, after, grown, ErasureEvents.STREAM)
                .flatMap(event -> ErasureEvents.erasedRuns(event).stream())
                .toList();
        var archived = told(store, after, grown, ArchiveRecord.STREAM)
                .flatMap(event -> RunRows.archived(event).stream())
                .toList();
        return new Departures(erased, archived);
    }

    private static Stream<RecordedEvent> told(EventStore store, long after, List<Growth> grown, StreamId stream) {
        if (grown.stream().noneMatch(growth -> growth.stream().equals(stream))) {
            return Stream.empty();
        }
        var end = grown.getLast().position();
        return store.read(stream, 0).stream().filter(event -> event.position() > after && event.position() <= end);
    }
}
