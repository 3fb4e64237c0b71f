package dev.baton.store.postgres;

import dev.baton.event.Growth;
import dev.baton.event.Hold;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import dev.baton.store.Micros;
import dev.baton.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The log as readers see it. */
record LogReader(Asker asker) {
    static final String COLUMNS = "SELECT position, stream, revision, events, commit_id, hash, packed FROM append ";

    List<RecordedEvent> read(StreamId stream, long afterRevision) {
        // a row may begin at or before the first revision asked for and reach beyond it
        var rows = rows(COLUMNS + """
                WHERE stream = ? AND revision >= coalesce(
                    (SELECT max(revision) FROM append WHERE stream = ? AND revision <= ?), 0)
                ORDER BY revision""", LogReader::row, stream.value(), stream.value(), afterRevision + 1);
        return unpacked(rows).filter(event -> event.revision() > afterRevision).toList();
    }

    /** Rows until they hold enough events; where streams were archived, positions do not tell how many those are. */
    List<RecordedEvent> follow(long afterPosition, int limit) {
        var rows = rows("""
                SELECT position, stream, revision, events, commit_id, hash, packed FROM (
                    SELECT *, sum(least(events, position - ?)) OVER (ORDER BY position) AS sum FROM append
                    WHERE position > ? ORDER BY position LIMIT ?) AS next
                WHERE sum - least(events, position - ?) < ? ORDER BY position""", LogReader::row, afterPosition, afterPosition, limit, afterPosition, limit);
        return unpacked(rows).filter(event -> event.position() > afterPosition).toList();
    }

    List<Growth> grown(long afterPosition, int limit) {
        return rows(
                "SELECT position, stream, revision + events - 1 FROM append WHERE position > ? ORDER BY position LIMIT ?",
                LogReader::growth,
                afterPosition,
                limit);
    }

    static Growth growth(ResultSet row) throws SQLException {
        return new Growth(new StreamId(row.getString(2)), row.getLong(3), row.getLong(1));
    }

    private static Stream<RecordedEvent> unpacked(List<StoredRow> rows) {
        return rows.stream().flatMap(row -> row.unpack().stream());
    }

    List<StoredRow> rows(long afterPosition, int limit) {
        return rows(COLUMNS + "WHERE position > ? ORDER BY position LIMIT ?", LogReader::row, afterPosition, limit);
    }

    static StoredRow row(ResultSet row) throws SQLException {
        return new StoredRow(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getInt(4),
                row.getString(5),
                row.getBytes(6),
                row.getBytes(7));
    }

    StreamHead head(StreamId stream) {
        return rows(
                        "SELECT revision + events - 1, hash FROM append WHERE stream = ? ORDER BY revision DESC LIMIT 1",
                        row -> new StreamHead(row.getLong(1), LogTables.digest(row.getBytes(2))),
                        stream.value())
                .stream()
                .findFirst()
                .orElse(StreamHead.EMPTY);
    }

    long position() {
        return rows("SELECT position FROM head", row -> row.getLong(1)).getFirst();
    }

    Optional<StreamId> holder(String key) {
        return rows(
                        "SELECT owner FROM hold WHERE key = ?",
                        row -> new StreamId(row.getString(1)),
                        Hold.digest(key).bytes())
                .stream()
                .findFirst();
    }

    List<Hold> holds(Optional<Digest> after, int limit) {
        return rows(
                "SELECT key, owner FROM hold WHERE key > ? ORDER BY key LIMIT ?",
                row -> new Hold(LogTables.digest(row.getBytes(1)), new StreamId(row.getString(2))),
                after.map(Digest::bytes).orElse(new byte[0]),
                limit);
    }

    List<Wake> wakes(Optional<StreamId> after, int limit) {
        return rows(
                "SELECT stream, CASE WHEN owner IS NULL THEN ready ELSE 0 END FROM wake"
                        + " WHERE stream > ? ORDER BY stream LIMIT ?",
                row -> new Wake(new StreamId(row.getString(1)), Micros.toInstant(row.getLong(2))),
                after.map(StreamId::value).orElse(""),
                limit);
    }

    Optional<Instant> nextDue() {
        return rows("SELECT ready FROM wake ORDER BY ready LIMIT 1", row -> Micros.toInstant(row.getLong(1))).stream()
                .findFirst();
    }

    int waiting(Instant now, int atMost) {
        var count = "SELECT count(*) FROM (SELECT 1 FROM wake WHERE ready <= ? LIMIT ?) AS due";
        return rows(count, row -> row.getInt(1), Micros.roundedDown(now), atMost)
                .getFirst();
    }

    private <R> List<R> rows(String sql, Sql.RowReader<R> reader, Object... values) {
        return asker.ask(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                return Sql.rows(statement, reader, values);
            }
        });
    }
}
