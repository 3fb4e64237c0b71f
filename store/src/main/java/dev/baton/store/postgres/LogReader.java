package dev.baton.store.postgres;

import dev.baton.event.StreamId;
import dev.baton.store.Micros;
import dev.baton.store.PackedRow;
import dev.baton.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The log as readers see it. Rows leave it packed; who asked unpacks them. */
record LogReader(Pool pool) {
    private static final String COLUMNS = "SELECT position, stream, revision, events, commit_id, packed FROM append ";

    List<PackedRow> read(StreamId stream, long afterRevision) {
        // a row may begin at or before the first revision asked for and reach beyond it
        return rows(COLUMNS + """
                WHERE stream = ? AND revision >= coalesce(
                    (SELECT max(revision) FROM append WHERE stream = ? AND revision <= ?), 0)
                ORDER BY revision""", LogReader::row, stream.value(), stream.value(), afterRevision + 1);
    }

    /** Rows from the one that holds the next position on, until they hold enough events. */
    List<PackedRow> follow(long afterPosition, int limit) {
        return rows(COLUMNS + """
                WHERE position > ? AND position <= coalesce(
                    (SELECT min(position) FROM append WHERE position >= ?), 9223372036854775807)
                ORDER BY position""", LogReader::row, afterPosition, afterPosition + limit);
    }

    private static PackedRow row(ResultSet row) throws SQLException {
        return new PackedRow(
                row.getLong(1),
                new StreamId(row.getString(2)),
                row.getLong(3),
                row.getInt(4),
                row.getString(5),
                row.getBytes(6));
    }

    long position() {
        return rows("SELECT position FROM head", row -> row.getLong(1)).getFirst();
    }

    Optional<StreamId> holder(String key) {
        return rows(
                        "SELECT owner FROM hold WHERE digest = ?",
                        row -> new StreamId(row.getString(1)),
                        LogTables.digestOfKey(key))
                .stream()
                .findFirst();
    }

    Optional<Instant> nextDue() {
        return rows("SELECT ready FROM wake ORDER BY ready LIMIT 1", row -> Micros.toInstant(row.getLong(1))).stream()
                .findFirst();
    }

    private <R> List<R> rows(String sql, Sql.RowReader<R> reader, Object... values) {
        return pool.ask(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                return Sql.rows(statement, reader, values);
            }
        });
    }
}
