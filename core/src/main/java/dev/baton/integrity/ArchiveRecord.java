package dev.baton.integrity;

import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamId;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a log says of an archive that was taken out of it.
 *
 * @param archive the id of the archive
 * @param file the name of its file
 * @param content SHA-256 of the file, uncompressed
 * @param before everything that ended before this is old enough
 * @param whole the log before the archive was taken out
 * @param rest the digest of what was left of it up to that position
 */
public record ArchiveRecord(
        String archive,
        String file,
        Digest content,
        Instant before,
        LogPoint whole,
        Digest rest,
        long streams,
        long events) {
    /** Where archives are recorded. */
    public static final StreamId STREAM = StreamId.of("archive", "log");

    private static final String TYPE = "Archived";

    public NewEvent toEvent(Instant at, String by) {
        return new NewEvent(TYPE, at, by, Optional.empty(), JsonMapping.toJson(this));
    }

    /** The record that an event of the log is, if it is one. */
    public static Optional<ArchiveRecord> in(RecordedEvent event) {
        return event.stream().equals(STREAM) && event.type().equals(TYPE)
                ? event.event()
                        .contents()
                        .map(contents -> JsonMapping.fromJson(contents.payload(), ArchiveRecord.class))
                : Optional.empty();
    }

    /** All of them, oldest first, out of the events of {@link #STREAM}. */
    public static List<ArchiveRecord> all(List<RecordedEvent> events) {
        return events.stream().flatMap(event -> in(event).stream()).toList();
    }

    Json.Obj toJson() {
        return JsonMapping.toJson(this);
    }
}
