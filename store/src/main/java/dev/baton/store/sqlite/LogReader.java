package dev.baton.store.sqlite;

import dev.baton.event.StreamId;
import dev.baton.store.Micros;
import dev.baton.store.PackedRow;
import dev.baton.store.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The log as a reader sees it. Rows leave it packed; who asked unpacks them. */
final class LogReader implements AutoCloseable {
    private static final String COLUMNS = "SELECT position, stream, revision, events, commit_id, packed FROM append ";

    private final Connection connection;
    private final PreparedStatement ofStream;
    private final PreparedStatement ofLog;
    private final PreparedStatement holder;
    private final PreparedStatement nextDue;

    LogReader(Connection connection) throws SQLException {
        this.connection = connection;
        // a row may begin at or before the first revision asked for and reach beyond it
        ofStream = connection.prepareStatement(COLUMNS + """
                WHERE stream = ?1 AND revision >= coalesce(
                    (SELECT max(revision) FROM append WHERE stream = ?1 AND revision <= ?2 + 1), 0)
                ORDER BY revision""");
        ofLog = connection.prepareStatement(COLUMNS + "WHERE position > ? ORDER BY position LIMIT ?");
        holder = connection.prepareStatement("SELECT owner FROM hold WHERE key = ?");
        nextDue = connection.prepareStatement("SELECT ready FROM wake ORDER BY ready LIMIT 1");
    }

    List<PackedRow> read(StreamId stream, long afterRevision) throws SQLException {
        return Sql.rows(ofStream, LogReader::row, stream.value(), afterRevision);
    }

    /** Rows from the one that holds the next position on, until they hold enough events. */
    List<PackedRow> follow(long afterPosition, int limit) throws SQLException {
        try (var result = Sql.bind(ofLog, afterPosition, limit).executeQuery()) {
            var rows = new ArrayList<PackedRow>();
            while (result.next()) {
                var row = row(result);
                rows.add(row);
                if (row.lastPosition() - afterPosition >= limit) {
                    break;
                }
            }
            return rows;
        }
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

    Optional<StreamId> holder(String key) throws SQLException {
        return Sql.row(holder, row -> new StreamId(row.getString(1)), key.getBytes(StandardCharsets.UTF_8));
    }

    Optional<Instant> nextDue() throws SQLException {
        return Sql.row(nextDue, row -> Micros.toInstant(row.getLong(1)));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
