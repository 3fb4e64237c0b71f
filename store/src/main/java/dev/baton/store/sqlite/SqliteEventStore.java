package dev.baton.store.sqlite;

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
import dev.baton.event.StreamWatches;
import dev.baton.event.WakeQueue;
import dev.baton.store.Watermark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log in one SQLite file, for one process. */
public final class SqliteEventStore implements EventStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteEventStore.class);
    private static final String FILE = "log.db";
    private static final int READERS = 3;

    private final FolderLock lock;
    private final Maintenance maintenance;
    private final GroupWriter<LogTables> writer;
    private final ReaderPool<LogReader> readers;
    private final Watermark position;
    private final Watermark wakeChanges;
    private final StreamWatches watches;

    private SqliteEventStore(
            FolderLock lock,
            Maintenance maintenance,
            GroupWriter<LogTables> writer,
            ReaderPool<LogReader> readers,
            Watermark position,
            Watermark wakeChanges,
            StreamWatches watches) {
        this.lock = lock;
        this.maintenance = maintenance;
        this.writer = writer;
        this.readers = readers;
        this.position = position;
        this.wakeChanges = wakeChanges;
        this.watches = watches;
    }

    /**
     * Opens {@code log.db} in a folder, both made if they do not exist.
     *
     * @throws StoreUnavailableException when another process has it open, or it cannot be used; the message names the
     *     file and the reason
     */
    public static SqliteEventStore open(Path folder) {
        return open(folder, 0);
    }

    /** @param maxPages bounds the file as a full disk does; 0 for no bound */
    static SqliteEventStore open(Path folder, int maxPages) {
        try {
            Files.createDirectories(folder);
            var lock = FolderLock.of(folder);
            try {
                return open(lock, Database.log(folder.resolve(FILE), maxPages));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreUnavailableException("the folder " + folder + " cannot be used for the log: " + e, e);
        }
    }

    private static SqliteEventStore open(FolderLock lock, Database database) throws IOException {
        database.create();
        var position = new Watermark(0);
        var wakeChanges = new Watermark(0);
        var watches = new StreamWatches();
        var writer = GroupWriter.start(database, () -> LogTables.open(database, position, wakeChanges, watches));
        try {
            var readers = ReaderPool.open(database, READERS, () -> new LogReader(database.reader()));
            return new SqliteEventStore(
                    lock, new Maintenance(database), writer, readers, position, wakeChanges, watches);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        return writer.perform(PackedCommit.of(commit));
    }

    @Override
    public CommitOutcome archive(Commit record, List<StreamEnd> streams) {
        var outcome = writer.perform(PackedArchive.of(record, streams));
        if (outcome instanceof CommitOutcome.Committed) {
            shrink();
        }
        return outcome;
    }

    /** What was archived is out already; its space is used again in any case. */
    private void shrink() {
        try {
            maintenance.shrink();
        } catch (StoreUnavailableException e) {
            LOG.warn("The file did not get smaller: {}", e.getMessage());
        }
    }

    @Override
    public long erase(List<StreamEnd> upTo, Instant at) {
        var erased = writer.perform(tables -> tables.erase(upTo, at));
        maintenance.emptyWriteAhead();
        return erased;
    }

    @Override
    public void restore(LogContents contents) {
        writer.perform(tables -> {
            tables.restore(contents);
            return true;
        });
    }

    @Override
    public LogSnapshot snapshot() {
        return SqliteSnapshot.of(maintenance.database(), maintenance.database()::reader);
    }

    /**
     * Looks at the log in a folder without opening it for use, which may be in use by a server at the same time. Nothing
     * is written.
     *
     * @throws StoreUnavailableException when there is none or it cannot be read; the message names the file and why
     */
    public static LogSnapshot look(Path folder) {
        var database = Database.log(folder.resolve(FILE), 0);
        if (!Files.isRegularFile(database.file())) {
            throw new StoreUnavailableException("there is no log in " + folder + " (no file " + FILE + ")");
        }
        return SqliteSnapshot.of(database, database::onlooker);
    }

    /**
     * What is wrong with the file in a folder as a database, in words of SQLite; empty when nothing is. Reads all of it,
     * also beside a server that uses it.
     *
     * @throws StoreUnavailableException when it cannot even be opened
     */
    public static List<String> check(Path folder) {
        return new Maintenance(Database.log(folder.resolve(FILE), 0)).check();
    }

    @Override
    public StreamHead head(StreamId stream) {
        return readers.query(reader -> reader.head(stream));
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, long afterRevision) {
        return LogReader.unpacked(
                readers.query(reader -> reader.read(stream, afterRevision)), event -> event.revision() > afterRevision);
    }

    @Override
    public List<RecordedEvent> follow(long afterPosition, int limit) {
        return LogReader.unpacked(
                readers.query(reader -> reader.follow(afterPosition, limit)),
                event -> event.position() > afterPosition);
    }

    @Override
    public List<Growth> grown(long afterPosition, int limit) {
        return readers.query(reader -> reader.grown(afterPosition, limit));
    }

    @Override
    public long position() {
        return position.value();
    }

    @Override
    public long awaitBeyond(long after, Duration atMost) throws InterruptedException {
        return position.awaitAbove(after, atMost);
    }

    @Override
    public Telling tell(StreamId stream, LongConsumer told) {
        return watches.tell(stream, told);
    }

    @Override
    public Optional<StreamId> holder(String key) {
        return readers.query(reader -> reader.holder(key));
    }

    @Override
    public WakeQueue wakes() {
        return new SqliteWakeQueue(writer, readers, wakeChanges);
    }

    @Override
    public Optional<String> refusal() {
        return writer.refusal();
    }

    /** Makes durable what was accepted, then closes the file. */
    @Override
    public void close() {
        writer.close();
        readers.close();
        position.close();
        wakeChanges.close();
        watches.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new StoreUnavailableException("the lock of the log could not be given back: " + e.getMessage(), e);
        }
    }
}
