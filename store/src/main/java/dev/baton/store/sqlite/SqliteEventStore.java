package dev.baton.store.sqlite;

import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamId;
import dev.baton.event.WakeQueue;
import dev.baton.store.Watermark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The log in one SQLite file, for one process. */
public final class SqliteEventStore implements EventStore {
    private static final int READERS = 3;

    private final FolderLock lock;
    private final GroupWriter<LogTables> writer;
    private final ReaderPool<LogReader> readers;
    private final Watermark position;
    private final Watermark wakeChanges;

    private SqliteEventStore(
            FolderLock lock,
            GroupWriter<LogTables> writer,
            ReaderPool<LogReader> readers,
            Watermark position,
            Watermark wakeChanges) {
        this.lock = lock;
        this.writer = writer;
        this.readers = readers;
        this.position = position;
        this.wakeChanges = wakeChanges;
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
                return open(lock, Database.log(folder.resolve("log.db"), maxPages));
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
        var writer = GroupWriter.start(database, () -> LogTables.open(database, position, wakeChanges));
        try {
            var readers = ReaderPool.open(database, READERS, () -> new LogReader(database.reader()));
            return new SqliteEventStore(lock, writer, readers, position, wakeChanges);
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
    public List<RecordedEvent> read(StreamId stream, long afterRevision) {
        return readers.query(reader -> reader.read(stream, afterRevision)).stream()
                .flatMap(row -> row.unpack().stream())
                .filter(event -> event.revision() > afterRevision)
                .toList();
    }

    @Override
    public List<RecordedEvent> follow(long afterPosition, int limit) {
        return readers.query(reader -> reader.follow(afterPosition, limit)).stream()
                .flatMap(row -> row.unpack().stream())
                .filter(event -> event.position() > afterPosition)
                .toList();
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
        try {
            lock.close();
        } catch (IOException e) {
            throw new StoreUnavailableException("the lock of the log could not be given back: " + e.getMessage(), e);
        }
    }
}
