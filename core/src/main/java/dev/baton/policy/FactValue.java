package dev.baton.policy;

import dev.baton.json.Json;

/** What became of a {@link FactRead}. */
public sealed interface FactValue {
    record Known(Json value) implements FactValue {}

    record Missing(String reason) implements FactValue {}
}
