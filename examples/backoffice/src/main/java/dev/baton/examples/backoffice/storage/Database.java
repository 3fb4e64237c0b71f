package dev.baton.examples.backoffice.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One SQLite file with one connection, used by one platform thread: a native call would pin the carrier of a virtual
 * thread, and with one thread the transactions are serial without any lock.
 */
public final class Database implements AutoCloseable {
    private final String name;
    private final ExecutorService thread;
    private final Connection connection;

    private Database(String name, ExecutorService thread, Connection connection) {
        this.name = name;
        this.thread = thread;
        this.connection = connection;
    }

    /** Opens a file, which is made when it is not there. */
    public static Database open(Path file) {
        String name = String.valueOf(file.getFileName());
        ExecutorService thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("sqlite-" + name).daemon().factory());
        try {
            return new Database(name, thread, await(name, thread.submit(() -> connect(file))));
        } catch (RuntimeException e) {
            thread.shutdown();
            throw e;
        }
    }

    /**
     * Does work in one transaction and waits for it.
     *
     * @throws StorageException when the database failed; nothing was changed then, unless the commit itself failed
     */
    public <T> T transaction(Work<T> work) {
        return await(name, thread.submit(() -> commit(work)));
    }

    /** Waits for work under way, then closes the file. */
    @Override
    public void close() {
        thread.execute(this::disconnect);
        thread.close();
    }

    private static Connection connect(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA foreign_keys = ON");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private <T> T commit(Work<T> work) throws SQLException {
        try {
            T result = work.in(new Session(connection));
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private void disconnect() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StorageException("Cannot close " + name, e);
        }
    }

    private static <T> T await(String name, Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted while waiting for " + name + "; the work may have been done", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new StorageException("Cannot use " + name + ": " + e.getMessage(), e);
        }
    }
}
