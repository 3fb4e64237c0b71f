package dev.baton.store.sqlite;

import dev.baton.event.StoreUnavailableException;
import dev.baton.store.Answers;
import dev.baton.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** What is done to a whole file now and then, beside its writer, on a platform thread of its own. */
record Maintenance(Database database) {
    private static final int FINDINGS = 20;

    private interface Task<R> {
        R on(Connection connection) throws SQLException;
    }

    /**
     * Empties the file of what is written ahead, which may hold old versions of what was overwritten since.
     *
     * @throws StoreUnavailableException when another process reads the file all the time
     */
    void emptyWriteAhead() {
        perform(database::writer, connection -> {
            emptyWriteAhead(connection);
            return true;
        });
    }

    /** Writes the file anew without what is free in it. Takes as much space again while it lasts. */
    void shrink() {
        perform(database::writer, connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("VACUUM");
            }
            emptyWriteAhead(connection);
            return true;
        });
    }

    /** What is wrong with the file as a database. */
    List<String> check() {
        return perform(database::onlooker, connection -> {
            try (var check = connection.prepareStatement("PRAGMA integrity_check(" + FINDINGS + ")")) {
                return Sql.rows(check, row -> row.getString(1)).stream()
                        .filter(line -> !line.equals("ok"))
                        .toList();
            }
        });
    }

    private static void emptyWriteAhead(Connection connection) throws SQLException {
        if (Sql.number(connection, "PRAGMA wal_checkpoint(TRUNCATE)") != 0) {
            throw new SQLException("another process reads it, so what is written ahead could not be put in its place;"
                    + " end that one and do this again");
        }
    }

    private <R> R perform(Callable<Connection> open, Task<R> task) {
        var done = new CompletableFuture<R>();
        Thread.ofPlatform()
                .daemon()
                .name("baton-maintenance " + database.file().getFileName())
                .start(() -> {
                    try (var connection = open.call()) {
                        done.complete(task.on(connection));
                    } catch (Exception e) {
                        done.completeExceptionally(new StoreUnavailableException(database.unusable(e), e));
                    }
                });
        return Answers.await(done);
    }
}
