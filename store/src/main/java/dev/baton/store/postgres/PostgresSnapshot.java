package dev.baton.store.postgres;

import dev.baton.event.Hold;
import dev.baton.event.LogSnapshot;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The log as one read-only transaction sees it. What is overwritten meanwhile cannot be cleaned up, so it takes space. */
final class PostgresSnapshot implements LogSnapshot, Asker {
    private final PostgresAddress address;
    private final Connection connection;
    private final LogReader reader = new LogReader(this);
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final long position;

    private PostgresSnapshot(PostgresAddress address, Connection connection) {
        this.address = address;
        this.connection = connection;
        // the first question is what begins the transaction
        this.position = reader.position();
    }

    static PostgresSnapshot of(PostgresAddress address) {
        try {
            var connection = address.source("snapshot").getConnection();
            try {
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setAutoCommit(false);
                return new PostgresSnapshot(address, connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Failure.unavailable(address, e);
        }
    }

    @Override
    public <R> R ask(Question<R> question) {
        oneAtATime.lock();
        try {
            return question.on(connection);
        } catch (SQLException e) {
            throw Failure.unavailable(address, e);
        } finally {
            oneAtATime.unlock();
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, long afterRevision) {
        return reader.read(stream, afterRevision);
    }

    @Override
    public List<StoredRow> rows(long afterPosition, int limit) {
        return reader.rows(afterPosition, limit);
    }

    @Override
    public List<Hold> holds(Optional<Digest> after, int limit) {
        return reader.holds(after, limit);
    }

    @Override
    public List<Wake> wakes(Optional<StreamId> after, int limit) {
        return reader.wakes(after, limit);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // it only read
        }
    }
}
