package dev.baton.knowledge;

import java.nio.file.Path;
import java.util.List;

/**
 * A collection of documents as its file says it.
 *
 * @param folder of Markdown and text files
 * @param visibleTo roles or kinds of principals that may read it; {@code everyone} for all
 */
public record KnowledgeDefinition(String name, Path folder, List<String> visibleTo) {}
