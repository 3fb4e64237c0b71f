package dev.baton.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Files that logs are written to: compressed by their ending, whole under their name or not there at all. */
final class LogFiles {
    private static final String COMPRESSED = ".gz";
    private static final int BUFFER = 1 << 16;

    interface Writing<R> {
        R to(OutputStream out) throws IOException;
    }

    private LogFiles() {}

    static InputStream open(Path file) throws IOException {
        try {
            var in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
            return isCompressed(file) ? new GZIPInputStream(in, BUFFER) : in;
        } catch (NoSuchFileException e) {
            throw CommandException.unusable("there is no file " + Home.shown(file));
        }
    }

    private static boolean isCompressed(Path file) {
        return file.toString().endsWith(COMPRESSED);
    }

    /** Fails early, before anything takes its time. */
    static void mustBeNew(Path file) {
        if (Files.exists(file)) {
            throw CommandException.unusable(
                    Home.shown(file) + " is there already; choose another name, or move it away");
        }
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw CommandException.unusable("there is no folder for " + Home.shown(file));
        }
    }

    /** Writes under another name first, readable by its owner only, and renames when all of it is on the disk. */
    static <R> R write(Path file, Writing<R> writing) throws IOException {
        var partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        try {
            var result = writePartial(partial, isCompressed(file), writing);
            // a link fails where a rename would write over a file that came meanwhile
            Files.createLink(file, partial);
            return result;
        } catch (FileAlreadyExistsException e) {
            throw CommandException.failed(Home.shown(file) + " is there already; nothing was written");
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static <R> R writePartial(Path partial, boolean compressed, Writing<R> writing) throws IOException {
        create(partial);
        R result;
        try (var file = new BufferedOutputStream(Files.newOutputStream(partial), BUFFER);
                var out = compressed ? new GZIPOutputStream(file, BUFFER) : file) {
            result = writing.to(out);
        }
        try (var channel = FileChannel.open(partial, Set.of(StandardOpenOption.WRITE))) {
            channel.force(true);
        }
        return result;
    }

    private static void create(Path partial) throws IOException {
        if (partial.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(partial);
        }
    }
}
