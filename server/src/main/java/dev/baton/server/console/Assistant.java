package dev.baton.server.console;

import java.util.List;
import java.util.Map;

/**
 * Somebody to talk with.
 *
 * @param starters sentences to begin with
 * @param contracts under which it hands off: their descriptions by id
 */
public record Assistant(String name, String description, List<String> starters, Map<String, String> contracts) {}
