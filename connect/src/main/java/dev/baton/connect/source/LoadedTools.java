package dev.baton.connect.source;

import dev.baton.tool.Tool;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of asking a connection for its declared tools; every declared tool is in one of the two.
 *
 * @param tools those ready to be called, by the name after the dot
 * @param problems why each of the others cannot be called
 */
public record LoadedTools(Map<String, Tool> tools, Map<String, String> problems) {
    public LoadedTools {
        tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
        problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    }
}
