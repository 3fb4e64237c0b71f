package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.model.Prompt;
import dev.baton.model.Prompts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code prompts/*.md}: each takes the place of the one that is shipped under its name. */
final class PromptFiles {
    static final String FOLDER = "prompts";
    private static final String ENDING = ".md";
    private static final long LARGEST = 200_000;

    private final Path workspace;
    private final List<Diagnostic> problems = new ArrayList<>();

    private PromptFiles(Path workspace) {
        this.workspace = workspace;
    }

    /** @param problems are added to */
    static Prompts read(Path workspace, List<Diagnostic> problems) {
        var files = new PromptFiles(workspace);
        var prompts = files.read();
        problems.addAll(files.problems);
        return Prompts.with(prompts);
    }

    private Map<String, Prompt> read() {
        var folder = workspace.resolve(FOLDER);
        var prompts = new LinkedHashMap<String, Prompt>();
        if (!Files.isDirectory(folder)) {
            return prompts;
        }
        try (var entries = Files.list(folder)) {
            for (var file : entries.filter(Files::isRegularFile).sorted().toList()) {
                read(file).ifPresent(prompt -> prompts.put(prompt.name(), prompt));
            }
        } catch (IOException e) {
            problem(folder, "cannot be read: " + e.getMessage());
        }
        return prompts;
    }

    private Optional<Prompt> read(Path file) throws IOException {
        var name = String.valueOf(file.getFileName());
        if (name.startsWith(".")) {
            return Optional.empty();
        }
        if (!name.endsWith(ENDING)) {
            return problem(file, "files in " + FOLDER + "/ are Markdown (.md)");
        }
        var stem = name.substring(0, name.length() - ENDING.length());
        if (!Prompts.NAMES.contains(stem)) {
            return problem(
                    file,
                    "there is no prompt '" + stem + "', only " + String.join(", ", Prompts.NAMES)
                            + Fields.suggestion(stem, Prompts.NAMES));
        }
        if (Files.size(file) > LARGEST) {
            return problem(file, "far too long for a prompt");
        }
        try {
            var text = Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
            return checked(file, Prompts.parse(stem, text));
        } catch (java.nio.charset.CharacterCodingException e) {
            return problem(file, "not UTF-8 text");
        } catch (IllegalArgumentException e) {
            return problem(file, String.valueOf(e.getMessage()));
        }
    }

    /** A place that nobody fills would stop every call. */
    private Optional<Prompt> checked(Path file, Prompt prompt) {
        var filled = Prompts.SHIPPED.get(prompt.name()).places();
        var unknown = prompt.places().stream()
                .filter(place -> !filled.contains(place))
                .toList();
        unknown.forEach(place -> problem(
                file,
                "nothing fills {{" + place + "}} in this prompt"
                        + (filled.isEmpty() ? "" : ", only {{" + String.join("}}, {{", filled) + "}}")
                        + Fields.suggestion(place, filled)));
        return unknown.isEmpty() ? Optional.of(prompt) : Optional.empty();
    }

    private Optional<Prompt> problem(Path file, String message) {
        problems.add(Diagnostic.at(workspace.relativize(file), Position.START, message));
        return Optional.empty();
    }
}
