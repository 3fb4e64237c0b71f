package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A copy of the shop that tests may spoil. */
final class Draft {
    static final Path SHOP = Path.of("../examples/shop");

    private final Path folder;

    private Draft(Path folder) {
        this.folder = folder;
    }

    static Draft ofShop(Path folder) {
        try (var files = Files.walk(SHOP)) {
            for (var file : files.sorted().toList()) {
                var copy = folder.resolve(SHOP.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Draft(folder);
    }

    Path folder() {
        return folder;
    }

    String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Draft write(String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Draft delete(String file) {
        try {
            Files.delete(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Replaces the first occurrence, which must be there. */
    Draft replace(String file, String old, String by) {
        var text = text(file);
        assertThat(text).as(file).contains(old);
        var at = text.indexOf(old);
        return write(file, text.substring(0, at) + by + text.substring(at + old.length()));
    }

    LoadedWorkspace load() {
        return WorkspaceLoader.load(folder);
    }

    List<String> problems() {
        return load().problems().stream().map(Diagnostic::toString).toList();
    }
}
