package dev.baton.store.postgres;

import dev.baton.testkit.postgres.PostgresServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A schema of a test's own on the server that all tests of this process share. */
final class TestDatabase {
    private static final List<String> TABLES =
            List.of("append", "recorded_commit", "hold", "wake", "view_row", "view_checkpoint", "view_keeper");

    private static final Map<String, PostgresAddress> ADDRESSES = new ConcurrentHashMap<>();

    private final PostgresAddress address;

    /** @param schema one per test class, so that classes do not meet */
    TestDatabase(String schema) {
        address = ADDRESSES.computeIfAbsent(schema, TestDatabase::migrated);
    }

    private static PostgresAddress migrated(String schema) {
        var address = PostgresAddress.of(PostgresServer.shared().jdbcUrl()).inSchema(schema);
        Migrations.apply(address);
        return address;
    }

    PostgresAddress address() {
        return address;
    }

    /** With nothing in its tables; deleting is quicker than truncating what is small. */
    TestDatabase emptied() {
        execute("DELETE FROM " + String.join("; DELETE FROM ", TABLES) + "; UPDATE head SET position = 0");
        return this;
    }

    PostgresEventStore open() {
        return PostgresEventStore.openMigrated(address, CommitWriter.Bounds.USUAL);
    }

    void execute(String sql) {
        try (var connection = address.source("test").getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
