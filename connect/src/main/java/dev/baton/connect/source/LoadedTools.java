package dev.baton.connect.source;

import dev.baton.tool.Tool;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of asking a connection for its declared tools; every declared tool is in one of the first two.
 *
 * @param tools those ready to be called, by the name after the dot
 * @param problems why each of the others cannot be called
 * @param digests of what a system says of its tools, where a person has to accept that
 * @param notes what a system says of its tools beyond that
 */
public record LoadedTools(
        Map<String, Tool> tools, Map<String, String> problems, Map<String, String> digests, Map<String, String> notes) {
    public LoadedTools {
        tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
        problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
        digests = Map.copyOf(digests);
        notes = Map.copyOf(notes);
    }

    public LoadedTools(Map<String, Tool> tools, Map<String, String> problems) {
        this(tools, problems, Map.of(), Map.of());
    }

    public LoadedTools with(Map<String, String> otherDigests, Map<String, String> otherNotes) {
        return new LoadedTools(tools, problems, otherDigests, otherNotes);
    }
}
