package dev.baton.models.search;

import dev.baton.knowledge.KnowledgeDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the documents of a collection. One that cannot be read is told in the log and left out. */
final class DocumentFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentFolder.class);
    private static final long LARGEST = 1_000_000;
    private static final int DEEPEST = 20;

    private DocumentFolder() {}

    static List<Section> read(KnowledgeDefinition definition) {
        var sections = new ArrayList<Section>();
        // links are not followed: a folder of documents must not open a door to the rest of the machine
        try (var files = Files.walk(definition.folder(), DEEPEST)) {
            files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .forEach(file -> sections.addAll(read(definition, file)));
        } catch (IOException e) {
            LOG.warn("The documents of '{}' cannot be listed", definition.name(), e);
        }
        return sections;
    }

    private static List<Section> read(KnowledgeDefinition definition, Path file) {
        var path = definition.folder().relativize(file).toString().replace('\\', '/');
        var kind = path.toLowerCase(Locale.ROOT);
        var isMarkdown = kind.endsWith(".md") || kind.endsWith(".markdown");
        if (!isMarkdown && !kind.endsWith(".txt")) {
            return List.of();
        }
        try {
            if (Files.size(file) > LARGEST) {
                LOG.warn("The document {} of '{}' is larger than 1 MB and left out", path, definition.name());
                return List.of();
            }
            var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return isMarkdown
                    ? Sections.ofMarkdown(definition.name(), path, text)
                    : Sections.ofText(definition.name(), path, text);
        } catch (IOException e) {
            LOG.warn("The document {} of '{}' cannot be read", path, definition.name(), e);
            return List.of();
        }
    }
}
