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
    private final PreparedStatement restore;

    RecordedCommits(Connection connection) throws SQLException {
        add = connection.prepareStatement("INSERT OR IGNORE INTO recorded_commit (id, position) VALUES (?, ?)");
        find = connection.prepareStatement("SELECT position FROM recorded_commit WHERE id = ?");
        restore = connection.prepareStatement("INSERT OR REPLACE INTO recorded_commit (id, position) VALUES (?, ?)");
    }

    /** False when the commit was recorded before. */
    boolean add(String commit, long position) throws SQLException {
        return Sql.update(add, commit, position) == 1;
    }

    /** Records a commit one of whose rows is restored; the last row tells its position. */
    void restore(String commit, long position) throws SQLException {
        Sql.update(restore, commit, position);
    }

    Optional<Long> position(String commit) throws SQLException {
        return Sql.row(find, row -> row.getLong(1), commit);
    }

    @Override
    public void close() throws SQLException {
        add.close();
        find.close();
        restore.close();
    }
}
