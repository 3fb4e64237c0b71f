package dev.baton.store.sqlite;

import dev.baton.event.StoreUnavailableException;
import dev.baton.store.Answers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    /**
     * How much is taken on.
     *
     * @param waiting how many may be queued; whoever comes then waits
     * @param together how many share a transaction at most
     * @param patience how long one waits to be queued before it is sent away
     */
    record Bounds(int waiting, int together, Duration patience) {
        static final Bounds USUAL = new Bounds(1024, 512, Duration.ofSeconds(30));
    }

    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

    private final Database database;
    private final Bounds bounds;
    private final BlockingQueue<Job<T, ?>> queue;
    private final CompletableFuture<T> opened = new CompletableFuture<>();
    private final Thread thread;
    private volatile Optional<String> refusal = Optional.empty();
    private final List<Job<T, ?>> group = new ArrayList<>();
    private boolean broken;

    private GroupWriter(Database database, Bounds bounds, Callable<T> open) {
        this.database = database;
        this.bounds = bounds;
        this.queue = new ArrayBlockingQueue<>(bounds.waiting());
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("baton-writer " + database.file().getFileName())
                .start(() -> run(open));
    }

    /** Starts the thread, which opens the tables itself, and waits until it has. */
    static <T extends Tables> GroupWriter<T> start(Database database, Callable<T> open) {
        return start(database, Bounds.USUAL, open);
    }

    static <T extends Tables> GroupWriter<T> start(Database database, Bounds bounds, Callable<T> open) {
        var writer = new GroupWriter<>(database, bounds, open);
        writer.tables();
        return writer;
    }

    T tables() {
        return Answers.await(opened);
    }

    Optional<String> refusal() {
        return refusal;
    }

    /** How many are queued. */
    int waiting() {
        return queue.size();
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
            if (!queue.offer(job) && !queue.offer(job, bounds.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailableException("nothing was written: " + bounds.waiting() + " others waited for "
                        + database.file() + " for " + bounds.patience() + "; try again later");
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
        } catch (Throwable e) {
            // also an error as of memory: nobody may wait for an answer that never comes
            if (!opened.completeExceptionally(new StoreUnavailableException(database.unusable(e), e))) {
                endWriting(e);
                failAll(group, e);
            }
        }
        for (var job = queue.poll(); job != null; job = queue.poll()) {
            job.fail(new StoreUnavailableException(reason()));
        }
    }

    private void writeUntilClosed(Connection connection, T tables) {
        while (takeIntoGroup()) {
            write(connection, tables, group);
            group.clear();
        }
    }

    /** False when there is nothing more to do: closed and all that waited is written, or broken. */
    private boolean takeIntoGroup() {
        try {
            if (refusal.isEmpty()) {
                group.add(queue.take());
            }
        } catch (InterruptedException e) {
            // closing wakes this thread up; what still waits is written below
        }
        if (!broken) {
            queue.drainTo(group, bounds.together() - group.size());
        }
        return !group.isEmpty();
    }

    private void write(Connection connection, T tables, List<Job<T, ?>> group) {
        try {
            for (var job : group) {
                job.run(tables);
            }
        } catch (SQLException | RuntimeException e) {
            if (!rollBack(connection, tables) || isOfTheDisk(e)) {
                endWriting(e);
                failAll(group, e);
            } else if (group.size() == 1) {
                group.getFirst().fail(refused(e));
            } else {
                writeAlone(connection, tables, group);
            }
            return;
        }
        commit(connection, tables, group);
    }

    private void writeAlone(Connection connection, T tables, List<Job<T, ?>> group) {
        for (var job : group) {
            if (broken) {
                job.fail(new StoreUnavailableException(reason()));
            } else {
                write(connection, tables, List.of(job));
            }
        }
    }

    private void commit(Connection connection, T tables, List<Job<T, ?>> group) {
        try {
            connection.commit();
        } catch (SQLException e) {
            var ignored = rollBack(connection, tables);
            recall(group, e);
            return;
        }
        tables.committed();
        group.forEach(Job::succeed);
    }

    /** The commit failed after it may have become visible: only the database itself knows. */
    private void recall(List<Job<T, ?>> group, SQLException failure) {
        endWriting(failure);
        try (var fresh = database.reader()) {
            for (var job : group) {
                job.recall(fresh);
            }
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
        failAll(group, failure);
    }

    private void endWriting(Throwable failure) {
        broken = true;
        LOG.error("Writing has ended", failure);
        refuse(database.unusable(failure) + "; nothing more is accepted until a restart");
    }

    private void failAll(List<Job<T, ?>> jobs, Throwable failure) {
        jobs.forEach(job -> job.fail(new StoreUnavailableException(reason(), failure)));
    }

    /** False when that was not possible: then nothing may be written on top. SQLite rolls back by itself on some errors. */
    private static boolean rollBack(Connection connection, Tables tables) {
        tables.rolledBack();
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean isOfTheDisk(Exception e) {
        return e instanceof SQLiteException sqlite && !isOfTheValues(sqlite.getResultCode());
    }

    private static boolean isOfTheValues(SQLiteErrorCode code) {
        return switch (ErrorKind.of(code)) {
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

    private String reason() {
        return refusal.orElse(database.file() + " is no longer written to");
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
