package dev.baton.oversight;

import dev.baton.json.Json;

/**
 * Something that was done, or would have been.
 *
 * @param does the tool, or {@code handoff CONTRACT}
 * @param args with which arguments
 */
public record Act(String does, Json.Obj args) {
    public Act {
        if (does.isBlank()) {
            throw new IllegalArgumentException("an act names what it does, as billing.refund");
        }
    }
}
