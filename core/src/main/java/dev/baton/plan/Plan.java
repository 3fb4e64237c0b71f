package dev.baton.plan;

import dev.baton.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Steps by name, and what comes out of them. References between steps give the order.
 *
 * @param output a template over {@code input} and {@code steps}: the contract's output
 */
public record Plan(Map<String, Step> steps, Json.Obj output) {
    public Plan {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    /** Whether some of it is still to be planned. */
    public boolean hasOpenPart() {
        return steps.values().stream().anyMatch(step -> step.action() instanceof Action.Open);
    }
}
