package dev.baton.model;

import dev.baton.json.Json;

/**
 * The JSON that a reply has to be. A provider may hold its model to it or not, so a reply is checked all the same.
 *
 * @param name letters, digits, {@code _} and {@code -} only
 */
public record OutputForm(String name, Json.Obj schema) {
    public OutputForm {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("'" + name + "' is no name of a form that all models take");
        }
    }
}
