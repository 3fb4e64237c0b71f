package dev.baton.workspace;

import dev.baton.json.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folders of a workspace: a misspelt one would silently take its definitions away. */
final class Layout {
    /** What MCP servers offered when a person accepted it; written by `baton tools accept`. */
    private static final String LOCK = "tools.lock";

    private static final Set<String> KNOWN = Stream.of(
                    DefinitionKind.inFolders().stream().map(DefinitionKind::folder),
                    DefinitionKind.inOneFile().stream().map(DefinitionKind::fileName),
                    Stream.of(PromptFiles.FOLDER))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private Layout() {}

    static List<Diagnostic> problems(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of(at(folder, "there is no such folder"));
        }
        try (var entries = Files.list(folder)) {
            var names = entries.map(Layout::name).sorted().toList();
            if (names.stream().noneMatch(Layout::isKnown)) {
                return List.of(at(folder, "no workspace: it has none of " + String.join(", ", sorted())));
            }
            return names.stream().flatMap(name -> problem(name).stream()).toList();
        } catch (IOException e) {
            return List.of(at(folder, "cannot be listed: " + e.getMessage()));
        }
    }

    private static Optional<Diagnostic> problem(String name) {
        var suggestion = isKnown(name) || name.startsWith(".") ? "" : Fields.suggestion(name, sorted());
        return suggestion.isEmpty()
                ? Optional.empty()
                : Optional.of(at(Path.of(name), "'" + name + "' is not part of a workspace" + suggestion));
    }

    private static boolean isKnown(String name) {
        return KNOWN.contains(name) || name.equals(LOCK);
    }

    private static List<String> sorted() {
        return KNOWN.stream().sorted().toList();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static Diagnostic at(Path file, String message) {
        return Diagnostic.at(file, Position.START, message);
    }
}
