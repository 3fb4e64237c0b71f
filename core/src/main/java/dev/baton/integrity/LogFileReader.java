package dev.baton.integrity;

import dev.baton.event.Hold;
import dev.baton.event.LogContents;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.json.JsonMapping;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what {@link LogFileWriter} wrote, once and in its order: rows until there are no more, then holds, then wakes.
 * After the last one the end of the file is compared with what was read.
 */
public final class LogFileReader implements LogContents {
    /** A row holds one commit of one stream; nothing sensible is larger. */
    private static final int LONGEST_LINE = 512 << 20;

    private static final int BUFFER = 1 << 16;

    private final MessageDigest digest = sha256();
    private final InputStream in;
    private final LogFileHeader header;
    private Optional<Json> ahead;
    private long line;
    private long rows;
    private long holds;
    private long wakes;
    private LogPoint point = LogPoint.START;
    private boolean ended;

    /**
     * @param in is not closed here
     * @throws LogFileException when it does not begin as a log does
     */
    public LogFileReader(InputStream in) {
        this.in = new BufferedInputStream(new DigestInputStream(in, digest), BUFFER);
        this.ahead = nextLine();
        var first = ahead.orElseThrow(() -> new LogFileException("the file is empty"));
        this.header = understood(first, "the header of a log", json -> JsonMapping.fromJson(json, LogFileHeader.class));
        this.ahead = nextLine();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    public LogFileHeader header() {
        return header;
    }

    /** @throws LogFileException for a line that is not what the format says */
    @Override
    public List<StoredRow> rows(long afterPosition, int limit) {
        var page = page("stream", limit, LogFileReader::toRow);
        page.forEach(row -> point = point.after(row));
        rows += page.size();
        return page;
    }

    @Override
    public List<Hold> holds(Optional<Digest> after, int limit) {
        var page = page(
                "hold", limit, json -> new Hold(new Digest(text(json, "hold")), new StreamId(text(json, "owner"))));
        holds += page.size();
        return page;
    }

    @Override
    public List<Wake> wakes(Optional<StreamId> after, int limit) {
        var page = page(
                "wake", limit, json -> new Wake(new StreamId(text(json, "wake")), Instant.parse(text(json, "due"))));
        wakes += page.size();
        if (page.isEmpty()) {
            requireEnd();
        }
        return page;
    }

    private <T> List<T> page(String member, int limit, Function<Json, T> reading) {
        var page = new ArrayList<T>();
        while (page.size() < limit && ahead.flatMap(json -> json.get(member)).isPresent()) {
            page.add(understood(ahead.orElseThrow(), "a " + member, reading));
            ahead = nextLine();
        }
        return page;
    }

    private void requireEnd() {
        if (ended) {
            return;
        }
        var last = ahead.orElseThrow(
                () -> new LogFileException("the file breaks off after line " + line + "; write it again, whole"));
        var end = understood(last, "the end of a log", json -> JsonMapping.fromJson(json, LogFileEnd.class));
        var found = new LogFileEnd(rows, holds, wakes, point);
        if (!end.equals(found)) {
            throw new LogFileException("the last line speaks of " + end + " but the file holds " + found);
        }
        if (nextLine().isPresent()) {
            throw new LogFileException("line " + line + ": something follows the end of the log");
        }
        ended = true;
    }

    /** The digest of the file, once everything was read; asked for once. */
    public Digest digest() {
        requireEnd();
        return new Digest(HexFormat.of().formatHex(digest.digest()));
    }

    private static StoredRow toRow(Json json) {
        var events = json.get("events").orElseThrow(() -> new JsonException("it has no events"));
        var list = events.asArray();
        if (list.isEmpty()) {
            throw new JsonException("it has no events");
        }
        return new StoredRow(
                number(json, "position"),
                text(json, "stream"),
                number(json, "revision"),
                list.size(),
                text(json, "commit"),
                HexFormat.of().parseHex(text(list.getLast(), "hash")),
                events.canonical());
    }

    private static String text(Json json, String name) {
        return json.textAt(name).orElseThrow(() -> new JsonException("it has no " + name));
    }

    private static long number(Json json, String name) {
        return json.get(name)
                .map(value -> value instanceof Json.Whole whole ? whole.value() : -1L)
                .filter(value -> value > 0)
                .orElseThrow(() -> new JsonException("it has no " + name));
    }

    private <T> T understood(Json json, String what, Function<Json, T> reading) {
        try {
            return reading.apply(json);
        } catch (JsonException | IllegalArgumentException | DateTimeParseException e) {
            throw new LogFileException("line " + line + " is not " + what + ": " + e.getMessage(), e);
        }
    }

    private Optional<Json> nextLine() {
        line++;
        var text = readLine();
        if (text.isEmpty()) {
            line--;
            return Optional.empty();
        }
        return Optional.of(
                understood(Json.object("line", Json.text(text.get())), "JSON", ignored -> Json.parse(text.get())));
    }

    /** Up to the next line feed; what ends without one was cut off. */
    private Optional<String> readLine() {
        try {
            var bytes = new ByteArrayOutputStream(1024);
            for (var next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    return Optional.of(bytes.toString(StandardCharsets.UTF_8));
                }
                bytes.write(next);
                if (bytes.size() > LONGEST_LINE) {
                    throw new LogFileException("line " + line + " is longer than any row");
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("line " + line + " cannot be read", e);
        }
    }
}
