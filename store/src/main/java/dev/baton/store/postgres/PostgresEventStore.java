package dev.baton.store.postgres;

import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.Growth;
import dev.baton.event.LogContents;
import dev.baton.event.LogSnapshot;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.WakeQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log in a PostgreSQL database, for as many processes as like.
 *
 * <p>While the database is away, as for a restart, commits and reads wait for it up to a minute, and {@link #refusal}
 * tells of it. This store goes on by itself when the database is back. A commit that was on its way when the connection
 * broke is looked up then and answered by what became of it; if the database stays away longer, its {@link
 * StoreUnavailableException} says that nobody knows, and it may be committed again under its id at any time.
 */
public final class PostgresEventStore implements EventStore {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresEventStore.class);
    private static final int READERS = 6;

    private final PostgresAddress address;
    private final Changes changes;
    private final CommitWriter writer;
    private final Pool pool;
    private final LogReader reader;
    private final Notices notices;
    private final WakeQueue wakes;

    private PostgresEventStore(
            PostgresAddress address, Pool pool, LogReader reader, Changes changes, CommitWriter.Bounds bounds) {
        this.address = address;
        this.changes = changes;
        this.pool = pool;
        this.reader = reader;
        this.notices = Notices.start(address, changes);
        this.writer = CommitWriter.start(address, bounds, changes);
        this.wakes = new PostgresWakeQueue(pool, reader, changes, Notices.channel(address));
    }

    /**
     * Brings the database's schema up to date and opens the log.
     *
     * @throws StoreUnavailableException when the database is away or cannot be used; the message names it and the reason
     */
    public static PostgresEventStore open(PostgresAddress address) {
        Migrations.apply(address);
        return openMigrated(address, CommitWriter.Bounds.USUAL);
    }

    /** Opens the log of a database whose schema is known to be the present one. */
    static PostgresEventStore openMigrated(PostgresAddress address, CommitWriter.Bounds bounds) {
        var pool = new Pool(address, "log", READERS, bounds.patience());
        try {
            var reader = new LogReader(pool);
            var changes = new Changes();
            changes.reached(reader.position());
            return new PostgresEventStore(address, pool, reader, changes, bounds);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Looks at the log without opening it for use; others may use it at the same time. Nothing is written.
     *
     * @throws StoreUnavailableException when there is none or the database is away
     */
    public static LogSnapshot look(PostgresAddress address) {
        Migrations.requirePresent(address);
        return PostgresSnapshot.of(address);
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        return writer.commit(PackedCommit.of(commit));
    }

    @Override
    public CommitOutcome archive(Commit record, List<StreamEnd> streams) {
        var outcome = writer.commit(PackedCommit.of(record, streams));
        if (outcome instanceof CommitOutcome.Committed) {
            cleanUp();
        }
        return outcome;
    }

    /**
     * {@inheritDoc}
     *
     * <p>What was erased is out of the tables at once. The database overwrites its files in its own time: after {@code
     * VACUUM FULL append} they hold it no more, and the write-ahead log when its segments were used again. Backups hold
     * it as long as they are kept.
     */
    @Override
    public long erase(List<StreamEnd> upTo, Instant at) {
        var erased = pool.inTransaction(connection -> new Eraser(connection).erase(upTo, at));
        cleanUp();
        return erased;
    }

    /** Has the space of old versions used again; the database would do it later by itself. */
    private void cleanUp() {
        try {
            pool.ask(connection -> {
                new Script().add("VACUUM append").run(connection);
                return true;
            });
        } catch (StoreUnavailableException e) {
            LOG.warn("Old versions of rows are still there: {}", e.getMessage());
        }
    }

    @Override
    public void restore(LogContents contents) {
        var last = pool.inTransaction(connection -> new Restorer(connection).restore(contents));
        changes.reached(last);
        changes.workSooner();
    }

    @Override
    public LogSnapshot snapshot() {
        return PostgresSnapshot.of(address);
    }

    @Override
    public StreamHead head(StreamId stream) {
        return reader.head(stream);
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, long afterRevision) {
        return reader.read(stream, afterRevision);
    }

    @Override
    public List<RecordedEvent> follow(long afterPosition, int limit) {
        return reader.follow(afterPosition, limit);
    }

    @Override
    public List<Growth> grown(long afterPosition, int limit) {
        return reader.grown(afterPosition, limit);
    }

    @Override
    public Telling tell(StreamId stream, LongConsumer told) {
        return changes.tell(stream, told);
    }

    @Override
    public long position() {
        changes.reached(reader.position());
        return changes.position();
    }

    @Override
    public long awaitBeyond(long position, Duration atMost) throws InterruptedException {
        return changes.awaitBeyond(position, atMost);
    }

    @Override
    public Optional<StreamId> holder(String key) {
        return reader.holder(key);
    }

    @Override
    public WakeQueue wakes() {
        return wakes;
    }

    @Override
    public Optional<String> refusal() {
        return writer.refusal();
    }

    /** Makes durable what was accepted, then lets go of the database. */
    @Override
    public void close() {
        writer.close();
        notices.close();
        pool.close();
        changes.close();
    }
}
