package dev.baton.store.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * A database file and how its connections are set up.
 *
 * @param synchronous FULL where an acknowledged commit must survive a power cut, NORMAL where the file must only stay
 *     consistent
 * @param overwriting whether what is freed is filled with zeros
 * @param maxPages bounds the file, 0 for no bound
 */
record Database(Path file, SynchronousMode synchronous, String overwriting, int maxPages) {
    /** What is freed is filled with zeros. */
    static final String ON = "ON";
    /** Only where that costs no writing. Without it, what is erased later would be left over in pages of another use. */
    static final String FAST = "FAST";

    private static final int BUSY_MILLIS = 30_000;
    private static final int CHECKPOINT_PAGES = 4000;
    private static final int WAL_BYTES_KEPT = 64 << 20;
    private static final int WRITER_CACHE_KIB = 16 << 10;
    private static final int READER_CACHE_KIB = 4 << 10;

    static Database log(Path file, int maxPages) {
        return new Database(file, SynchronousMode.FULL, FAST, maxPages);
    }

    static Database views(Path file) {
        return new Database(file, SynchronousMode.NORMAL, ON, 0);
    }

    /** Creates the file, for its owner only, unless it exists. */
    void create() throws IOException {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // it is opened as it is
        }
    }

    /** A connection whose transactions are ended by the caller. */
    Connection writer() throws SQLException {
        var config = config(WRITER_CACHE_KIB);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(synchronous);
        config.setJournalSizeLimit(WAL_BYTES_KEPT);
        if (maxPages > 0) {
            config.setMaxPageCount(maxPages);
        }
        return connect(
                config, "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES, "PRAGMA secure_delete = " + overwriting);
    }

    Connection reader() throws SQLException {
        var config = config(READER_CACHE_KIB);
        return connect(config, "PRAGMA query_only = true");
    }

    /** A connection that changes nothing, for another process than the one that writes. */
    Connection onlooker() throws SQLException {
        var config = config(READER_CACHE_KIB);
        config.setReadOnly(true);
        return connect(config, "PRAGMA query_only = true");
    }

    private static SQLiteConfig config(int cacheKib) {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        // else the driver asks for the last row's id after every insert
        config.setGetGeneratedKeys(false);
        config.setCacheSize(-cacheKib);
        return config;
    }

    private Connection connect(SQLiteConfig config, String... pragmas) throws SQLException {
        var connection = config.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            for (var pragma : pragmas) {
                statement.execute(pragma);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Why the file can no longer be used, in words for the operator. */
    String unusable(Throwable failure) {
        return file + " cannot be used: "
                + Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    }
}
