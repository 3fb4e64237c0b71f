package dev.baton.store.sqlite;

import dev.baton.event.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The exclusive right of one process to a folder, held until closed or until the process ends however it ends.
 *
 * <p>Within this process the set of open folders is asked first: where locks are POSIX locks, merely closing a second
 * channel on the file would drop the lock that the first one holds.
 */
final class FolderLock implements AutoCloseable {
    private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();
    /** Far behind the contents, so that others can read whose lock it is where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws StoreUnavailableException when another store, here or in another process, has the folder open */
    static FolderLock of(Path folder) throws IOException {
        var file = folder.toRealPath().resolve("log.db.lock");
        if (!OPEN_HERE.add(file)) {
            throw new StoreUnavailableException(
                    folder + " is already open in this process; use the store that opened it");
        }
        try {
            return new FolderLock(file, lock(folder, file));
        } catch (IOException | RuntimeException e) {
            OPEN_HERE.remove(file);
            throw e;
        }
    }

    private static FileChannel lock(Path folder, Path file) throws IOException {
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel).isEmpty()) {
                throw new StoreUnavailableException(folder + " is in use by another process (process id "
                        + Files.readString(file).strip() + "); stop that one first or choose another folder");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        return Optional.ofNullable(channel.tryLock(LOCKED_BYTE, 1, false));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OPEN_HERE.remove(file);
    }
}
