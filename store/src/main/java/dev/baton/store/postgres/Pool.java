package dev.baton.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.baton.event.StoreUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Connections for questions, handed out in the order in which they were asked for: without the fair semaphore in front,
 * some of many virtual threads wait for seconds while others overtake them.
 *
 * <p>A question whose connection breaks is asked again on another one for a while, so it must be one that may be.
 */
final class Pool implements Asker, AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final PostgresAddress address;
    private final Duration patience;
    private final HikariDataSource connections;
    private final Semaphore free;
    private final CountDownLatch closed = new CountDownLatch(1);

    Pool(PostgresAddress address, String purpose, int size, Duration patience) {
        var config = new HikariConfig();
        config.setPoolName("baton-" + purpose);
        config.setDataSource(address.source(purpose));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT.toMillis());
        config.setInitializationFailTimeout(-1);
        this.address = address;
        this.patience = patience;
        this.connections = new HikariDataSource(config);
        this.free = new Semaphore(size, true);
    }

    /** @throws StoreUnavailableException when the database stays away, or this is closed */
    @Override
    public <R> R ask(Question<R> question) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return askOnce(question, deadline);
            } catch (SQLException e) {
                if (Failure.isOfTheValues(e)) {
                    throw Failure.refused(e);
                }
                if (isClosed()
                        || System.nanoTime() - deadline > 0
                        || Thread.currentThread().isInterrupted()) {
                    throw Failure.unavailable(address, e);
                }
            }
            pause();
        }
    }

    /** Like {@link #ask}, as a transaction. */
    <R> R inTransaction(Question<R> question) {
        return ask(connection -> {
            // the pool takes back what was not committed when the connection is returned
            connection.setAutoCommit(false);
            var answer = question.on(connection);
            connection.commit();
            return answer;
        });
    }

    private <R> R askOnce(Question<R> question, long deadline) throws SQLException {
        acquire(deadline);
        try (var connection = connections.getConnection()) {
            return question.on(connection);
        } finally {
            free.release();
        }
    }

    private void acquire(long deadline) {
        try {
            if (isClosed()) {
                throw new StoreUnavailableException(address + " is closed");
            }
            if (!free.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new StoreUnavailableException(
                        address + " did not answer for " + patience + ", too many are waiting; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for " + address, e);
        }
    }

    private void pause() {
        try {
            var ignored = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while " + address + " was away", e);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
        connections.close();
    }
}
