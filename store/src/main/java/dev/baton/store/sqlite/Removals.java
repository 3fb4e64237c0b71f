package dev.baton.store.sqlite;

import dev.baton.event.EventPacking;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamId;
import dev.baton.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The two ways in which something leaves the log: contents that are erased, and streams that are archived. */
final class Removals {
    private final Connection connection;
    private final PreparedStatement upTo;
    private final PreparedStatement replace;
    private final PreparedStatement forgetCommits;
    private final PreparedStatement remove;

    Removals(Connection connection) throws SQLException {
        this.connection = connection;
        upTo = connection.prepareStatement(LogReader.COLUMNS + "WHERE stream = ? AND revision <= ? ORDER BY revision");
        replace = connection.prepareStatement("UPDATE append SET packed = ? WHERE position = ?");
        forgetCommits = connection.prepareStatement(
                "DELETE FROM recorded_commit WHERE id IN (SELECT commit_id FROM append WHERE stream = ?)");
        remove = connection.prepareStatement("DELETE FROM append WHERE stream = ?");
    }

    /** A commit so old that it is archived is not asked about any more. */
    void remove(StreamId stream) throws SQLException {
        Sql.update(forgetCommits, stream.value());
        Sql.update(remove, stream.value());
    }

    long erase(List<StreamEnd> ends, Instant at) throws SQLException {
        overwriting(Database.ON);
        try {
            var erased = 0L;
            for (var end : ends) {
                for (var row : Sql.rows(
                        upTo, LogReader::row, end.stream().value(), end.head().revision())) {
                    erased += erase(row, end.head().revision(), at);
                }
            }
            return erased;
        } finally {
            overwriting(Database.FAST);
        }
    }

    private long erase(StoredRow row, long lastRevision, Instant at) throws SQLException {
        var events = row.unpack();
        var kept = events.stream()
                .map(event -> event.revision() <= lastRevision ? event.event().erased(at) : event.event())
                .toList();
        var erased = IntStream.range(0, kept.size())
                .filter(i -> !kept.get(i).equals(events.get(i).event()))
                .count();
        if (erased > 0) {
            Sql.update(replace, EventPacking.pack(kept), row.position());
        }
        return erased;
    }

    /** Whether SQLite fills what it frees with zeros also where that costs more writing. */
    private void overwriting(String mode) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA secure_delete = " + mode);
        }
    }
}
