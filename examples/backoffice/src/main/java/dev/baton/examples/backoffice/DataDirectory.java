package dev.baton.examples.backoffice;

import dev.baton.examples.backoffice.http.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The directory of the databases, held by one process at a time. The file {@code origin.json} is written last, so that
 * data which was only half made before a crash is made again.
 */
final class DataDirectory implements AutoCloseable {
    private static final String ORIGIN = "origin.json";
    private static final List<String> DATABASES =
            List.of("orders.db", "billing.db", "crm.db", "shipping.db", "erp.db", "diary.db");
    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm", "-journal");

    private final Path directory;
    private final FileChannel lock;

    private DataDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** Takes the directory for this process, and makes it when it is not there. */
    static DataDirectory open(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("backoffice.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new BackofficeException("The data directory " + directory
                        + " is in use by another back office. Stop that one, or name another directory with --data.");
            }
            return new DataDirectory(directory, channel);
        } catch (IOException e) {
            throw new BackofficeException("Cannot use the data directory " + directory + ": " + e, e);
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** What complete data in this directory was made from. */
    Optional<Origin> origin() {
        Path file = file(ORIGIN);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = Json.read(Files.readAllBytes(file));
            int format = node.required("format").asInt();
            if (format != Origin.FORMAT) {
                throw new BackofficeException("The data in " + directory
                        + " is of another version of the back office. Start with --fresh to make it anew.");
            }
            Instant start = Instant.parse(node.required("start").asString());
            return Optional.of(new Origin(format, node.required("seed").asLong(), start));
        } catch (IOException | JacksonException e) {
            throw new BackofficeException("Cannot read " + file + ". Start with --fresh to make the data anew.", e);
        }
    }

    /** Marks the data as complete. */
    void complete(Origin origin) {
        try {
            Files.write(file(ORIGIN), Json.bytes(origin));
        } catch (IOException e) {
            throw new BackofficeException("Cannot write " + file(ORIGIN) + ": " + e, e);
        }
    }

    /** Deletes the databases and nothing else. */
    void clear() {
        try {
            Files.deleteIfExists(file(ORIGIN));
            for (String database : DATABASES) {
                for (String suffix : SUFFIXES) {
                    Files.deleteIfExists(file(database + suffix));
                }
            }
        } catch (IOException e) {
            throw new BackofficeException("Cannot delete the old data in " + directory + ": " + e, e);
        }
    }

    /** Lets another process have the directory. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new BackofficeException("Cannot let go of the data directory " + directory + ": " + e, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
