package dev.baton.store.sqlite;

import dev.baton.event.StoreUnavailableException;
import dev.baton.store.Answers;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few platform threads with as many connections, which answer queries for whoever asks.
 *
 * @param <T> a reader with its connection
 */
final class ReaderPool<T extends AutoCloseable> implements AutoCloseable {
    interface Query<T, R> {
        R on(T reader) throws SQLException;
    }

    private final Database database;
    private final BlockingQueue<T> idle = new LinkedBlockingQueue<>();
    private final ThreadPoolExecutor threads;

    private ReaderPool(Database database, int size) {
        this.database = database;
        var factory = Thread.ofPlatform()
                .daemon()
                .name("baton-reader " + database.file().getFileName() + " ", 1)
                .factory();
        threads = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory) {
            @Override
            protected void terminated() {
                idle.forEach(ReaderPool::closeQuietly);
            }
        };
    }

    static <T extends AutoCloseable> ReaderPool<T> open(Database database, int size, Callable<T> open) {
        var pool = new ReaderPool<T>(database, size);
        try {
            for (var i = 0; i < size; i++) {
                pool.on(() -> pool.idle.add(open.call()));
            }
            return pool;
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** @throws StoreUnavailableException when the pool is closed or the file cannot be read */
    <R> R query(Query<T, R> query) {
        return on(() -> {
            // there are as many readers as threads, so one is always idle here
            var reader = idle.take();
            try {
                return query.on(reader);
            } finally {
                idle.add(reader);
            }
        });
    }

    private <R> R on(Callable<R> task) {
        var answer = new CompletableFuture<R>();
        try {
            threads.execute(() -> complete(answer, task));
        } catch (RejectedExecutionException e) {
            throw new StoreUnavailableException(database.file() + " is closed", e);
        }
        return Answers.await(answer);
    }

    private <R> void complete(CompletableFuture<R> answer, Callable<R> task) {
        try {
            answer.complete(task.call());
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        } catch (Exception e) {
            answer.completeExceptionally(new StoreUnavailableException(database.unusable(e), e));
        }
    }

    /** Answers what was asked before, and nothing more. */
    @Override
    public void close() {
        threads.close();
    }

    private static void closeQuietly(AutoCloseable reader) {
        try {
            reader.close();
        } catch (Exception e) {
            // a reader has nothing to lose, and the process gives the file back in any case
        }
    }
}
