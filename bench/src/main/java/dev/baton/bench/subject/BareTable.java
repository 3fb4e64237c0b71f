package dev.baton.bench.subject;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Commits as rows of one SQLite table without an index, synced at every transaction as Baton's log is. */
record BareTable(Connection connection, PreparedStatement insert) implements GroupCommit.Medium {

    static BareTable create(Path file) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA wal_autocheckpoint = 4000");
            statement.execute("CREATE TABLE log (position INTEGER PRIMARY KEY, packed BLOB NOT NULL) STRICT");
        }
        connection.setAutoCommit(false);
        return new BareTable(connection, connection.prepareStatement("INSERT INTO log (packed) VALUES (?)"));
    }

    @Override
    public void write(List<byte[]> commits) throws SQLException {
        for (var commit : commits) {
            insert.setBytes(1, commit);
            insert.executeUpdate();
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
