package dev.baton.store.sqlite;

import dev.baton.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** The ids of all commits and what was answered. */
final class RecordedCommits implements AutoCloseable {
    private final PreparedStatement add;
    private final PreparedStatement find;

    RecordedCommits(Connection connection) throws SQLException {
        add = connection.prepareStatement("INSERT OR IGNORE INTO recorded_commit (id, position) VALUES (?, ?)");
        find = connection.prepareStatement("SELECT position FROM recorded_commit WHERE id = ?");
    }

    /** False when the commit was recorded before. */
    boolean add(String commit, long position) throws SQLException {
        return Sql.update(add, commit, position) == 1;
    }

    Optional<Long> position(String commit) throws SQLException {
        return Sql.row(find, row -> row.getLong(1), commit);
    }

    @Override
    public void close() throws SQLException {
        add.close();
        find.close();
    }
}
