package dev.baton.expression;

import dev.baton.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The values of the variables for one or many evaluations. Immutable; its text form tells no value. */
public final class Bindings {
    private static final Bindings EMPTY = new Bindings(Map.of());

    private final Map<String, Object> values;

    private Bindings(Map<String, Object> values) {
        this.values = values;
    }

    public static Bindings empty() {
        return EMPTY;
    }

    public Bindings with(String variable, Json value) {
        return withValue(variable, value);
    }

    public Bindings with(String variable, Instant time) {
        return withValue(variable, time);
    }

    private Bindings withValue(String variable, Object value) {
        var copy = new HashMap<>(values);
        copy.put(variable, value);
        return new Bindings(copy);
    }

    /** A variable as one evaluation sees it; empty when it has no value. */
    Optional<Object> find(String variable, Steps steps) {
        return Optional.ofNullable(values.get(variable))
                .map(value -> value instanceof Json json ? CelValues.view(json, steps) : value);
    }

    @Override
    public String toString() {
        return "Bindings of " + values.keySet();
    }
}
