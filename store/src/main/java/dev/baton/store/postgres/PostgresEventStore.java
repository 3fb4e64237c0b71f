package dev.baton.store.postgres;

import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamId;
import dev.baton.event.WakeQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The log in a PostgreSQL database, for as many processes as like.
 *
 * <p>While the database is away, as for a restart, commits and reads wait for it up to a minute, and {@link #refusal}
 * tells of it. This store goes on by itself when the database is back. A commit that was on its way when the connection
 * broke is looked up then and answered by what became of it; if the database stays away longer, its {@link
 * StoreUnavailableException} says that nobody knows, and it may be committed again under its id at any time.
 */
public final class PostgresEventStore implements EventStore {
    private static final int READERS = 6;

    private final Changes changes;
    private final CommitWriter writer;
    private final Pool pool;
    private final LogReader reader;
    private final Notices notices;
    private final WakeQueue wakes;

    private PostgresEventStore(
            PostgresAddress address, Pool pool, LogReader reader, Changes changes, CommitWriter.Bounds bounds) {
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
        return open(address, CommitWriter.Bounds.USUAL);
    }

    static PostgresEventStore open(PostgresAddress address, CommitWriter.Bounds bounds) {
        Migrations.apply(address);
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

    @Override
    public CommitOutcome commit(Commit commit) {
        return writer.commit(commit);
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, long afterRevision) {
        return reader.read(stream, afterRevision).stream()
                .flatMap(row -> row.unpack().stream())
                .filter(event -> event.revision() > afterRevision)
                .toList();
    }

    @Override
    public List<RecordedEvent> follow(long afterPosition, int limit) {
        return reader.follow(afterPosition, limit).stream()
                .flatMap(row -> row.unpack().stream())
                .filter(event -> event.position() > afterPosition)
                .toList();
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
