package dev.baton.expression;

import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The variables that an expression may use, each with a JSON Schema (or anything, or a time). Immutable. */
public final class Scope {
    /** Where origins are kept; no expression can spell it. */
    static final String ORIGINS = "@origins";

    private static final Scope EMPTY = new Scope(Map.of());

    private final Map<String, Shape> variables;

    private Scope(Map<String, Shape> variables) {
        this.variables = variables;
    }

    public static Scope empty() {
        return EMPTY;
    }

    /**
     * Adds a variable whose members are checked against a JSON Schema: an object with declared properties has only
     * those, unless {@code additionalProperties} says otherwise, and those not required may be missing.
     */
    public Scope with(String variable, Json.Obj schema) {
        return with(variable, Shape.of(schema));
    }

    /** Adds a variable of which nothing is known before the evaluation. */
    public Scope withAny(String variable) {
        return with(variable, Shape.ANY);
    }

    /** Adds an instant, a CEL timestamp. */
    public Scope withTime(String variable) {
        return with(variable, Shape.TIME);
    }

    /** Lets an expression ask {@code origin(args.x)}; what it is told is given by {@link Bindings#withOrigins}. */
    public Scope withOrigins() {
        return with(ORIGINS, Shape.ANY);
    }

    private Scope with(String variable, Shape shape) {
        var copy = new LinkedHashMap<>(variables);
        copy.put(variable, shape);
        return new Scope(copy);
    }

    public boolean knows(String variable) {
        return variables.containsKey(variable);
    }

    Set<String> names() {
        return variables.keySet();
    }

    Shape shape(String variable) {
        return variables.getOrDefault(variable, Shape.ANY);
    }

    @Override
    public String toString() {
        return "Scope of " + variables.keySet();
    }
}
