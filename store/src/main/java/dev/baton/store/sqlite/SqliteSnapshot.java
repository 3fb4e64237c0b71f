package dev.baton.store.sqlite;

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
import java.util.concurrent.Callable;

/** The log as one read transaction sees it. What is written ahead meanwhile cannot be put in its place, so it grows. */
final class SqliteSnapshot implements LogSnapshot {
    private final ReaderPool<LogReader> reader;
    private final long position;

    private SqliteSnapshot(ReaderPool<LogReader> reader) {
        this.reader = reader;
        // the first query is what begins the transaction
        this.position = reader.query(LogReader::position);
    }

    static SqliteSnapshot of(Database database, Callable<Connection> open) {
        var pool = ReaderPool.open(database, 1, () -> reader(open.call()));
        try {
            return new SqliteSnapshot(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static LogReader reader(Connection connection) throws SQLException {
        try {
            Migrations.LOG.requirePresent(connection);
            connection.setAutoCommit(false);
            return new LogReader(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, long afterRevision) {
        return LogReader.unpacked(
                reader.query(log -> log.read(stream, afterRevision)), event -> event.revision() > afterRevision);
    }

    @Override
    public List<StoredRow> rows(long afterPosition, int limit) {
        return reader.query(log -> log.rows(afterPosition, limit));
    }

    @Override
    public List<Hold> holds(Optional<Digest> after, int limit) {
        return reader.query(log -> log.holds(after, limit));
    }

    @Override
    public List<Wake> wakes(Optional<StreamId> after, int limit) {
        return reader.query(log -> log.wakes(after, limit));
    }

    @Override
    public void close() {
        reader.close();
    }
}
