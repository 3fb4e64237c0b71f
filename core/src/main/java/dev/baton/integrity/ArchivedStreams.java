package dev.baton.integrity;

import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamEnd;
import dev.baton.json.JsonMapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Some of the streams of an archive, and where they ended. Stands in the log right after its {@link ArchiveRecord}.
 *
 * @param file the name of the archive's file
 */
public record ArchivedStreams(String archive, String file, List<StreamEnd> streams) {
    private static final String TYPE = "StreamsArchived";
    private static final int TOGETHER = 500;

    public ArchivedStreams {
        streams = List.copyOf(streams);
    }

    /** The events that name all streams of an archive. */
    public static List<NewEvent> events(ArchiveRecord record, List<StreamEnd> streams, Instant at, String by) {
        var events = new ArrayList<NewEvent>();
        for (var from = 0; from < streams.size(); from += TOGETHER) {
            var some = streams.subList(from, Math.min(from + TOGETHER, streams.size()));
            var payload = JsonMapping.toJson(new ArchivedStreams(record.archive(), record.file(), some));
            events.add(new NewEvent(TYPE, at, by, Optional.empty(), payload));
        }
        return events;
    }

    /** What an event of the log says of archived streams, if it does. */
    public static Optional<ArchivedStreams> in(RecordedEvent event) {
        return event.stream().equals(ArchiveRecord.STREAM) && event.type().equals(TYPE)
                ? event.event()
                        .contents()
                        .map(contents -> JsonMapping.fromJson(contents.payload(), ArchivedStreams.class))
                : Optional.empty();
    }
}
