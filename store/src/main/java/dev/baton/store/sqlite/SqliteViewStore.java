package dev.baton.store.sqlite;

import dev.baton.event.StoreUnavailableException;
import dev.baton.event.ViewStore;
import dev.baton.store.StoredViewRow;
import dev.baton.store.sqlite.ViewTables.PackedViewRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Views in one SQLite file of their own, written with less care than the log: after a power cut they may lag behind, and
 * go on from their checkpoint. A file that cannot be used is replaced by an empty one, because everything in it can be
 * rebuilt.
 *
 * <p>A second file stands beside it from opening to a clean close. If it is there when the views are opened, they were
 * not closed, or turned out damaged while in use, and are checked through before they are trusted.
 */
public final class SqliteViewStore implements ViewStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteViewStore.class);
    private static final int READERS = 2;

    private final Path inUse;
    private final Maintenance maintenance;
    private final GroupWriter<ViewTables> writer;
    private final ReaderPool<ViewReader> readers;
    private volatile boolean damaged;

    private SqliteViewStore(
            Path inUse, Maintenance maintenance, GroupWriter<ViewTables> writer, ReaderPool<ViewReader> readers) {
        this.inUse = inUse;
        this.maintenance = maintenance;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Opens the file, made if it does not exist. One that holds something else is set aside as {@code *.unusable}.
     *
     * @throws StoreUnavailableException when no file can be had there; the message names it and the reason
     */
    public static SqliteViewStore open(Path file) {
        var inUse = beside(file, ".in-use");
        try {
            var trusted = !Files.exists(inUse);
            Files.writeString(inUse, "");
            return openOrReplace(Database.views(file), inUse, trusted);
        } catch (IOException e) {
            throw new StoreUnavailableException("the views cannot be kept in " + file + ": " + e, e);
        }
    }

    private static SqliteViewStore openOrReplace(Database database, Path inUse, boolean trusted) throws IOException {
        try {
            return open(database, inUse, trusted);
        } catch (StoreUnavailableException e) {
            if (!UnusableContentsException.isBehind(e)) {
                throw e;
            }
            LOG.warn("The views are rebuilt, because the old ones are of no use: {}", e.getMessage());
            setAside(database.file());
            return open(database, inUse, true);
        }
    }

    private static SqliteViewStore open(Database database, Path inUse, boolean trusted) throws IOException {
        database.create();
        var writer = GroupWriter.start(database, () -> ViewTables.open(database, trusted));
        try {
            var readers = ReaderPool.open(database, READERS, () -> new ViewReader(database.reader()));
            return new SqliteViewStore(inUse, new Maintenance(database), writer, readers);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private static void setAside(Path file) throws IOException {
        Files.move(file, beside(file, ".unusable"), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(beside(file, "-wal"));
        Files.deleteIfExists(beside(file, "-shm"));
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    @Override
    public long checkpoint(String view) {
        return watching(() -> readers.query(reader -> reader.checkpoint(view)));
    }

    @Override
    public void write(String view, List<Row> rows, long checkpoint) {
        var packed = rows.stream().map(PackedViewRow::of).toList();
        watching(() -> writer.perform(tables -> {
            tables.write(view, packed, checkpoint);
            return true;
        }));
    }

    @Override
    public Optional<Row> row(String view, String id) {
        return watching(() -> readers.query(reader -> reader.row(view, id))).map(StoredViewRow::unpack);
    }

    @Override
    public List<Row> find(String view, Query query) {
        return watching(() -> readers.query(reader -> reader.find(view, query))).stream()
                .map(StoredViewRow::unpack)
                .toList();
    }

    @Override
    public List<Row> search(String view, Search search) {
        return watching(() -> readers.query(reader -> reader.search(view, search))).stream()
                .map(StoredViewRow::unpack)
                .toList();
    }

    @Override
    public void remove(String view, List<String> ids) {
        watching(() -> writer.perform(tables -> {
            tables.remove(view, ids);
            return true;
        }));
    }

    @Override
    public void scrub() {
        maintenance.emptyWriteAhead();
    }

    @Override
    public void clear(String view) {
        watching(() -> writer.perform(tables -> {
            tables.clear(view);
            return true;
        }));
    }

    private <R> R watching(Supplier<R> action) {
        try {
            return action.get();
        } catch (StoreUnavailableException e) {
            damaged |= UnusableContentsException.isBehind(e);
            throw e;
        }
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        if (!damaged) {
            try {
                Files.deleteIfExists(inUse);
            } catch (IOException e) {
                LOG.debug("The views are checked through at the next start: {}", e.toString());
            }
        }
    }
}
