package dev.baton.model;

import dev.baton.json.Json;

/**
 * A function that a model may ask for.
 *
 * @param name letters, digits, {@code _} and {@code -} only, at most 64, as all providers take it
 * @param parameters JSON Schema of its arguments
 */
public record ToolOffer(String name, String description, Json.Obj parameters) {
    public ToolOffer {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("'" + name + "' is no name of a function that all models take");
        }
    }
}
