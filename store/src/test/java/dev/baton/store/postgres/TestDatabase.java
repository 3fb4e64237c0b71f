package dev.baton.store.postgres;

import dev.baton.testkit.postgres.PostgresServer;
import java.sql.SQLException;

/** A schema of a test's own on the server that all tests of this process share. */
final class TestDatabase {
    private static final String TABLES = "append, recorded_commit, hold, wake, view_row, view_checkpoint, view_keeper";

    private final PostgresAddress address;

    /** @param schema one per test class, so that classes do not meet */
    TestDatabase(String schema) {
        address = PostgresAddress.of(PostgresServer.shared().jdbcUrl()).inSchema(schema);
        Migrations.apply(address);
    }

    PostgresAddress address() {
        return address;
    }

    /** The address, once the tables hold nothing. */
    PostgresAddress emptied() {
        execute("TRUNCATE " + TABLES, "UPDATE head SET position = 0");
        return address;
    }

    void execute(String... statements) {
        try (var connection = address.source("test").getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
