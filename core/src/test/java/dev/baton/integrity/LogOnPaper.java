package dev.baton.integrity;

import dev.baton.event.Append;
import dev.baton.event.ChainedEvent;
import dev.baton.event.Hold;
import dev.baton.event.LogContents;
import dev.baton.event.NewEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The rows of a log, written and tampered with by hand. */
final class LogOnPaper implements LogContents {
    static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");

    private final Map<StreamId, StreamHead> heads = new HashMap<>();
    final List<StoredRow> rows = new ArrayList<>();
    final List<Hold> holds = new ArrayList<>();
    final List<Wake> wakes = new ArrayList<>();
    private int salts;

    static StreamId run(String id) {
        return StreamId.of("run", id);
    }

    static NewEvent event(String type) {
        return new NewEvent(type, NOON, "person:lena", Optional.empty(), Json.object("of", Json.text(type)));
    }

    /** Appends events in one commit. */
    LogOnPaper grow(StreamId stream, NewEvent... events) {
        var head = heads.getOrDefault(stream, StreamHead.EMPTY);
        var append = Append.chain(stream, head, List.of(events), () -> "%032x".formatted(++salts));
        heads.put(stream, append.head());
        var last = rows.isEmpty() ? 0 : rows.getLast().position();
        rows.add(StoredRow.of(
                last + events.length, head.revision() + 1, "c-" + (rows.size() + 1), stream, append.events()));
        return this;
    }

    LogOnPaper grow(String run, String... types) {
        return grow(run(run), Stream.of(types).map(LogOnPaper::event).toArray(NewEvent[]::new));
    }

    LogPoint point() {
        return pointAfter(rows.size());
    }

    /** The point after so many rows. */
    LogPoint pointAfter(int count) {
        var point = LogPoint.START;
        for (var row : rows.subList(0, count)) {
            point = point.after(row);
        }
        return point;
    }

    /** Replaces the events of a row, as somebody would who writes into the database. */
    void tamper(int row, UnaryOperator<String> packed) {
        rows.set(row, withPacked(rows.get(row), packed.apply(text(rows.get(row)))));
    }

    static String text(StoredRow row) {
        return new String(row.packed(), java.nio.charset.StandardCharsets.UTF_8);
    }

    static StoredRow withPacked(StoredRow row, String packed) {
        return new StoredRow(
                row.position(),
                row.stream(),
                row.revision(),
                row.events(),
                row.commit(),
                row.hash(),
                packed.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static StoredRow at(StoredRow row, long position) {
        return new StoredRow(
                position, row.stream(), row.revision(), row.events(), row.commit(), row.hash(), row.packed());
    }

    /** A row as if its events had been written like that from the beginning. */
    static StoredRow rewritten(StoredRow row, List<ChainedEvent> events) {
        return StoredRow.of(row.position(), row.revision(), row.commit(), row.streamId(), events);
    }

    void erase(int row) {
        var events = rows.get(row).unpack();
        rows.set(
                row,
                rewritten(
                        rows.get(row),
                        events.stream().map(it -> it.event().erased(NOON)).toList()));
    }

    /** Takes a stream out. */
    List<StoredRow> remove(StreamId stream) {
        var gone =
                rows.stream().filter(row -> row.stream().equals(stream.value())).toList();
        rows.removeAll(gone);
        return gone;
    }

    Report verify(Expected expected) {
        return LogWalk.verify(this, expected, position -> {});
    }

    Report verify() {
        return verify(Expected.NOTHING);
    }

    @Override
    public List<StoredRow> rows(long afterPosition, int limit) {
        return rows.stream()
                .filter(row -> row.position() > afterPosition)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Hold> holds(Optional<Digest> after, int limit) {
        return after.isPresent() ? List.of() : holds;
    }

    @Override
    public List<Wake> wakes(Optional<StreamId> after, int limit) {
        return after.isPresent() ? List.of() : wakes;
    }
}
