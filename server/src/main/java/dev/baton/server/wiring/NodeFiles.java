package dev.baton.server.wiring;

import dev.baton.event.StoreUnavailableException;
import dev.baton.integrity.Checkpoint;
import dev.baton.integrity.NodeKey;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * What a node keeps in its folder beside the log: the key by which it signs, and its last checkpoint. The log cannot lose
 * its tail without being behind that one.
 */
public record NodeFiles(Path folder) {
    private static final String KEY = "node.key";
    private static final String CHECKPOINT = "checkpoint.json";

    /**
     * The node's key, made when there is none, for its owner only.
     *
     * @throws StoreUnavailableException when it can be neither read nor made; the message never repeats it
     */
    NodeKey key() {
        var file = folder.resolve(KEY);
        try {
            Files.createDirectories(folder);
            create(file, NodeKey.generate().toPem());
        } catch (FileAlreadyExistsException e) {
            // it is used as it is
        } catch (IOException e) {
            throw new StoreUnavailableException("the node's key cannot be kept in " + file + ": " + e, e);
        }
        return read(file);
    }

    /** The public half of the node's key, if it has one yet. */
    public Optional<String> publicKey() {
        var file = folder.resolve(KEY);
        return Files.isReadable(file) ? Optional.of(read(file).publicKey()) : Optional.empty();
    }

    private static NodeKey read(Path file) {
        try {
            return NodeKey.parse(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreUnavailableException(
                    "the node's key in " + file + " cannot be read: " + e.getMessage()
                            + "; put it back from a backup, or move it away to have a new one made",
                    e);
        }
    }

    /** The last checkpoint that was kept here. */
    public Optional<Checkpoint> checkpoint() {
        var file = folder.resolve(CHECKPOINT);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Checkpoint.fromJson(Json.parse(Files.readString(file))));
        } catch (IOException | JsonException | IllegalArgumentException e) {
            throw new StoreUnavailableException(
                    file + " is no checkpoint: " + e.getMessage()
                            + "; if the log is known to be whole, move that file away",
                    e);
        }
    }

    /** Replaces the checkpoint, whole or not at all. */
    void keep(Checkpoint checkpoint) throws IOException {
        var file = folder.resolve(CHECKPOINT);
        var next = folder.resolve(CHECKPOINT + ".next");
        Files.deleteIfExists(next);
        create(next, checkpoint.toJson().write() + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Refuses a log that ends before a point that it had reached.
     *
     * @throws StoreUnavailableException that says how much is missing and what to do
     */
    void requireTail(long position) {
        checkpoint().filter(kept -> kept.point().position() > position).ifPresent(kept -> {
            throw new StoreUnavailableException("the log in " + folder + " ends at position " + position
                    + " but had reached " + kept.point().position() + " by " + kept.at() + ": "
                    + (kept.point().position() - position) + " events are gone, and with them what was accepted"
                    + " and what was done. Put the newer log back. If it is gone for good, or this is an older"
                    + " backup on purpose, check with the systems what was done since, then move "
                    + folder.resolve(CHECKPOINT) + " away and start again");
        });
    }

    private static void create(Path file, String text) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, forItsOwner(file))) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] forItsOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
