package dev.baton.knowledge;

import dev.baton.principal.Principal;
import java.nio.file.Path;
import java.util.List;

/**
 * A collection of documents as its file says it.
 *
 * @param folder of Markdown and text files
 * @param visibleTo roles or kinds of principals that may read it; {@code everyone} for all
 */
public record KnowledgeDefinition(String name, Path folder, List<String> visibleTo) {

    public static final String EVERYONE = "everyone";

    /** Whether somebody may read it, judged by the one for whom it is read in the end. */
    public boolean isVisibleTo(Principal reader) {
        var subject = reader.subject();
        return visibleTo.stream()
                .anyMatch(word ->
                        word.equals(EVERYONE) || word.equals(subject.kind().word()) || subject.has(word));
    }
}
