package dev.baton.workspace;

import dev.baton.json.Fields;
import java.util.Optional;

/** Reads one kind of definition; kind and name were already read. */
@FunctionalInterface
interface DefinitionReader<T> {
    /**
     * @param fields of the YAML; every problem goes there
     * @param body the Markdown below the front matter, else empty
     * @return empty when {@code fields} then holds problems
     */
    Optional<T> read(String name, Fields fields, String body);
}
