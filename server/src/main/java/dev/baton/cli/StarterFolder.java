package dev.baton.cli;

import dev.baton.assess.Starter;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/** Puts a starter onto the disk: written aside and then moved, so that there is all of it or nothing. */
final class StarterFolder {
    private StarterFolder() {}

    /** The new folder. @throws CommandException when there is something of that name, or it cannot be written */
    static Path write(Starter starter, Path parent) {
        var folder = parent.resolve(starter.name());
        if (!Files.isDirectory(parent)) {
            throw CommandException.unusable("There is no folder " + parent + " to write into. Nothing was written.");
        }
        refuseExisting(folder);
        try {
            var aside = Files.createDirectory(parent.resolve(
                    "." + starter.name() + "-" + ProcessHandle.current().pid()));
            try {
                files(starter, aside);
                refuseExisting(folder);
                Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(aside);
            }
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            throw existing(folder);
        } catch (IOException e) {
            throw CommandException.failed(
                    folder + " cannot be written: " + e.getMessage() + ". Nothing was left behind.");
        }
        return folder;
    }

    private static void refuseExisting(Path folder) {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw existing(folder);
        }
    }

    private static CommandException existing(Path folder) {
        return CommandException.unusable(
                Home.shown(folder) + " is there already; nothing was written. Choose another name, or --in DIR.");
    }

    private static void files(Starter starter, Path folder) throws IOException {
        for (var file : starter.files().entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, file.getValue());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
