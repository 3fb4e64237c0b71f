package dev.baton.workspace;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A definition file that was read.
 *
 * @param file relative to the workspace
 * @param document its YAML, or the front matter of its Markdown
 * @param body the Markdown below the front matter
 * @param digest of the bytes
 */
record SourceFile(Path file, YamlDocument document, String body, Digest digest) {
    private static final String FENCE = "---";

    /** Reads a file; whatever is wrong with it is among the mistakes of its document. */
    static SourceFile read(Path workspace, Path file, DefinitionKind.Form form) {
        var relative = workspace.relativize(file);
        try {
            if (Files.size(file) > 4L * YamlReader.MAX_CHARACTERS) {
                return unreadable(relative, "far too long for a definition");
            }
            var bytes = Files.readAllBytes(file);
            var text = withoutMark(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            return switch (form) {
                case YAML -> new SourceFile(relative, YamlReader.read(text), "", Digest.of(bytes));
                case MARKDOWN -> markdown(relative, text, Digest.of(bytes));
            };
        } catch (CharacterCodingException e) {
            return unreadable(relative, "not UTF-8 text");
        } catch (IOException e) {
            return unreadable(relative, "cannot be read: " + e.getMessage());
        }
    }

    /** The opening fence stays in front of the YAML, where it means "document starts", so that lines count right. */
    private static SourceFile markdown(Path file, String text, Digest digest) {
        var lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals(FENCE)) {
            return unreadable(file, "has no front matter: its first line must be " + FENCE);
        }
        for (var i = 1; i < lines.size(); i++) {
            if (lines.get(i).stripTrailing().equals(FENCE)) {
                var front = String.join("\n", lines.subList(0, i)) + "\n";
                var body = String.join("\n", lines.subList(i + 1, lines.size())).strip();
                return new SourceFile(file, YamlReader.read(front), body, digest);
            }
        }
        return unreadable(file, "the front matter does not end: a line " + FENCE + " is missing");
    }

    private static SourceFile unreadable(Path file, String why) {
        var mistake = new YamlDocument.Mistake(Position.START, why);
        var document = new YamlDocument(Json.object(), java.util.Map.of(), List.of(mistake));
        return new SourceFile(file, document, "", Digest.ZERO);
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    Diagnostic diagnostic(String pointer, String message) {
        return Diagnostic.at(file, document.position(pointer), message);
    }

    Diagnostic diagnostic(Problem problem) {
        return diagnostic(problem.path(), problem.message());
    }

    List<Diagnostic> mistakes() {
        return document.mistakes().stream()
                .map(mistake -> Diagnostic.at(file, mistake.position(), mistake.message()))
                .toList();
    }

    /** The file's name without its ending. */
    String stem() {
        var name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }
}
