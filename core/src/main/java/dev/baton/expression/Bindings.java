package dev.baton.expression;

import dev.baton.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

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
        return withValue(variable, CelValues.view(value));
    }

    public Bindings with(String variable, Instant time) {
        return withValue(variable, time);
    }

    private Bindings withValue(String variable, Object value) {
        var copy = new HashMap<>(values);
        copy.put(variable, value);
        return new Bindings(copy);
    }

    Map<String, Object> values() {
        return values;
    }

    @Override
    public String toString() {
        return "Bindings of " + values.keySet();
    }
}
