package dev.baton.store.sqlite;

import dev.baton.event.StoreUnavailableException;
import dev.baton.store.Answers;
import dev.baton.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** What is done to a whole file now and then, beside its writer, on a platform thread of its own. */
record Maintenance(Database database) {
    private interface Task {
        void on(Connection connection) throws SQLException;
    }

    /**
     * Empties the file of what is written ahead, which may hold old versions of what was overwritten since.
     *
     * @throws StoreUnavailableException when another process reads the file all the time
     */
    void emptyWriteAhead() {
        perform(Maintenance::emptyWriteAhead);
    }

    /** Writes the file anew without what is free in it. Takes as much space again while it lasts. */
    void shrink() {
        perform(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("VACUUM");
            }
            emptyWriteAhead(connection);
        });
    }

    private static void emptyWriteAhead(Connection connection) throws SQLException {
        if (Sql.number(connection, "PRAGMA wal_checkpoint(TRUNCATE)") != 0) {
            throw new SQLException("another process reads it, so what is written ahead could not be put in its place;"
                    + " end that one and do this again");
        }
    }

    private void perform(Task task) {
        var done = new CompletableFuture<Boolean>();
        Thread.ofPlatform()
                .daemon()
                .name("baton-maintenance " + database.file().getFileName())
                .start(() -> {
                    try (var connection = database.writer()) {
                        task.on(connection);
                        done.complete(true);
                    } catch (SQLException | RuntimeException e) {
                        done.completeExceptionally(new StoreUnavailableException(database.unusable(e), e));
                    }
                });
        Answers.await(done);
    }
}
