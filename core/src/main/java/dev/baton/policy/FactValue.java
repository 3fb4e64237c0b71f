package dev.baton.policy;

import dev.baton.json.Json;

/** What became of a {@link FactRead}. */
public sealed interface FactValue {
    record Known(Json value) implements FactValue {}

    /** @param passing whether it may be had later, so that ruling on it would be too early */
    record Missing(String reason, boolean passing) implements FactValue {
        public Missing(String reason) {
            this(reason, false);
        }
    }
}
