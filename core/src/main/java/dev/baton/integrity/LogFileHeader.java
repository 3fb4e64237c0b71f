package dev.baton.integrity;

import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The first line of a log in a file.
 *
 * @param format the version of the format
 * @param position where the log ended
 * @param archives what the log tells of archives, so that what they left can be verified on the way
 * @param archive the id, when this file is an archive itself and holds only some streams
 */
public record LogFileHeader(
        String baton,
        int format,
        Instant written,
        long position,
        List<ArchiveRecord> archives,
        Optional<String> archive) {
    private static final String WHAT = "log";
    private static final int FORMAT = 1;

    public LogFileHeader {
        archives = List.copyOf(archives);
        if (!baton.equals(WHAT)) {
            throw new IllegalArgumentException("it is '" + baton + "', not a log");
        }
        if (format != FORMAT) {
            throw new IllegalArgumentException("it has format " + format + ", and this version reads " + FORMAT);
        }
    }

    public static LogFileHeader export(Instant written, long position, List<ArchiveRecord> archives) {
        return new LogFileHeader(WHAT, FORMAT, written, position, archives, Optional.empty());
    }

    public static LogFileHeader archive(String id, Instant written, long position) {
        return new LogFileHeader(WHAT, FORMAT, written, position, List.of(), Optional.of(id));
    }

    Json.Obj toJson() {
        return JsonMapping.toJson(this);
    }
}
