package dev.baton.store.sqlite;

import dev.baton.event.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The one thread that writes to a database. It takes whatever is queued and makes it durable in one transaction, so that
 * many callers share one fsync. Each caller waits for its own answer.
 *
 * <p>If something in a group cannot be written, the group is rolled back and each of it is tried alone. An error of the
 * disk ends writing for good: what a failed fsync left behind can only be told by a fresh start.
 *
 * @param <T> the tables that are written to
 */
final class GroupWriter<T extends GroupWriter.Tables> implements AutoCloseable {

    /** What a transaction changes, with whatever of it is kept in memory. */
    interface Tables {
        Connection connection();

        /** The transaction is durable. */
        void committed();

        /** Nothing since the last commit has happened. */
        void rolledBack();
    }

    /** A piece of a transaction: whole or not at all. */
    interface Work<T, R> {
        R on(T tables) throws SQLException;

        /** After a commit with an unclear end: what this had answered, if it is in the database. */
        default Optional<R> recall(Connection fresh) throws SQLException {
            return Optional.empty();
        }
    }

    private static final int WAITING = 1024;
    private static final int TOGETHER = 512;
    private static final long PATIENCE_SECONDS = 30;

    private final Database database;
    private final BlockingQueue<Job<T, ?>> queue = new ArrayBlockingQueue<>(WAITING);
    private final CompletableFuture<T> opened = new CompletableFuture<>();
    private final Thread thread;
    private volatile Optional<String> refusal = Optional.empty();
    private boolean broken;

    private GroupWriter(Database database, Callable<T> open) {
        this.database = database;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("baton-writer " + database.file().getFileName())
                .start(() -> run(open));
    }

    /** Starts the thread, which opens the tables itself, and waits until it has. */
    static <T extends Tables> GroupWriter<T> start(Database database, Callable<T> open) {
        var writer = new GroupWriter<>(database, open);
        writer.tables();
        return writer;
    }

    T tables() {
        return Answers.await(opened);
    }

    Optional<String> refusal() {
        return refusal;
    }

    /**
     * Does the work and returns its answer once that is durable.
     *
     * @throws StoreUnavailableException when nothing is accepted, or too much waits
     */
    <R> R perform(Work<T, R> work) {
        var job = new Job<>(work);
        requireAccepting();
        enqueue(job);
        // the thread may have ended in between, and would then never look at the queue again
        if (refusal.isPresent() && queue.remove(job)) {
            requireAccepting();
        }
        return Answers.await(job.answer);
    }

    private void enqueue(Job<T, ?> job) {
        try {
            if (!queue.offer(job) && !queue.offer(job, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreUnavailableException("nothing was written: " + WAITING + " commits waited for "
                        + database.file() + " for " + PATIENCE_SECONDS + " seconds; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("nothing was written: interrupted before its turn", e);
        }
    }

    private void requireAccepting() {
        refusal.ifPresent(reason -> {
            throw new StoreUnavailableException(reason);
        });
    }

    private void run(Callable<T> open) {
        try {
            var tables = open.call();
            try (var connection = tables.connection()) {
                opened.complete(tables);
                writeUntilClosed(connection, tables);
            }
        } catch (Exception e) {
            refuse(database.unusable(e));
            opened.completeExceptionally(new StoreUnavailableException(database.unusable(e), e));
        }
        failWaiting();
    }

    private void writeUntilClosed(Connection connection, T tables) {
        var group = new ArrayList<Job<T, ?>>(TOGETHER);
        while (takeInto(group)) {
            write(connection, tables, group);
            group.clear();
        }
    }

    /** False when there is nothing more to do: closed and all that waited is written, or broken. */
    private boolean takeInto(List<Job<T, ?>> group) {
        try {
            if (refusal.isEmpty()) {
                group.add(queue.take());
            }
        } catch (InterruptedException e) {
            // closing wakes this thread up; what still waits is written below
        }
        if (!broken) {
            queue.drainTo(group, TOGETHER - group.size());
        }
        return !group.isEmpty();
    }

    private void write(Connection connection, T tables, List<Job<T, ?>> group) {
        try {
            for (var job : group) {
                job.run(tables);
            }
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, tables);
            if (isOfTheDisk(e)) {
                breakDown(e, group);
            } else if (group.size() == 1) {
                group.getFirst().fail(refused(e));
            } else {
                group.forEach(job -> write(connection, tables, List.of(job)));
            }
            return;
        }
        commit(connection, tables, group);
    }

    private void commit(Connection connection, T tables, List<Job<T, ?>> group) {
        try {
            connection.commit();
        } catch (SQLException e) {
            rollBack(connection, tables);
            recall(group, e);
            return;
        }
        tables.committed();
        group.forEach(Job::succeed);
    }

    /** The commit failed after it may have become visible: only the database itself knows. */
    private void recall(List<Job<T, ?>> group, SQLException failure) {
        try (var fresh = database.reader()) {
            for (var job : group) {
                job.recall(fresh);
            }
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
        breakDown(failure, group);
    }

    private void breakDown(Exception failure, List<Job<T, ?>> group) {
        refuse(database.unusable(failure));
        broken = true;
        group.forEach(job -> job.fail(new StoreUnavailableException(database.unusable(failure), failure)));
    }

    private static void rollBack(Connection connection, Tables tables) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // SQLite rolls back by itself on errors of the disk, and then there is nothing left to roll back
        }
        tables.rolledBack();
    }

    private static boolean isOfTheDisk(Exception e) {
        return e instanceof SQLiteException sqlite && !isOfTheValues(sqlite.getResultCode());
    }

    private static boolean isOfTheValues(SQLiteErrorCode code) {
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_CONSTRAINT, SQLITE_TOOBIG, SQLITE_MISMATCH -> true;
            default -> false;
        };
    }

    private static RuntimeException refused(Exception e) {
        return e instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("it cannot be written and nothing of it was: " + e.getMessage(), e);
    }

    private void refuse(String reason) {
        if (refusal.isEmpty()) {
            refusal = Optional.of(reason);
        }
    }

    private void failWaiting() {
        var reason = refusal.orElse("the store is closed");
        for (var job = queue.poll(); job != null; job = queue.poll()) {
            job.fail(new StoreUnavailableException(reason));
        }
    }

    /** Writes what waits, accepts nothing more and ends. */
    @Override
    public void close() {
        refuse(database.file() + " is closed");
        thread.interrupt();
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Work and its answer, which is given only once it is durable. */
    private static final class Job<T, R> {
        private final Work<T, R> work;
        private final CompletableFuture<R> answer = new CompletableFuture<>();
        private Optional<R> result = Optional.empty();

        Job(Work<T, R> work) {
            this.work = work;
        }

        void run(T tables) throws SQLException {
            result = Optional.of(work.on(tables));
        }

        void succeed() {
            answer.complete(result.orElseThrow());
        }

        void recall(Connection fresh) throws SQLException {
            work.recall(fresh).ifPresent(answer::complete);
        }

        void fail(RuntimeException reason) {
            answer.completeExceptionally(reason);
        }
    }
}
