package dev.baton.expression;

import dev.baton.json.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The values of the variables for one or many evaluations. Immutable; its text form tells no value.
 *
 * <p>A chain of one link per variable: there are few, they are added one by one for every call that is ruled, and a
 * later one hides an earlier one of the same name.
 */
public final class Bindings {
    private static final Bindings EMPTY = new Bindings(null, "", "");

    private final @Nullable Bindings earlier;
    private final String variable;
    private final Object value;

    private Bindings(@Nullable Bindings earlier, String variable, Object value) {
        this.earlier = earlier;
        this.variable = variable;
        this.value = value;
    }

    public static Bindings empty() {
        return EMPTY;
    }

    public Bindings with(String name, Json json) {
        return new Bindings(this, name, json);
    }

    public Bindings with(String name, Instant time) {
        return new Bindings(this, name, time);
    }

    /**
     * What {@code origin(args.x)} tells: by the path of a value within {@code args}, as {@code lines[0].sku}, a list of
     * words. What is said of a value holds for all that is in it.
     */
    public Bindings withOrigins(Json.Obj origins) {
        return with(Scope.ORIGINS, origins);
    }

    /** A variable as one evaluation sees it; empty when it has no value. */
    Optional<Object> find(String name, Steps steps) {
        for (var link = this; link.earlier != null; link = link.earlier) {
            if (link.variable.equals(name)) {
                return Optional.of(link.value instanceof Json json ? CelValues.view(json, steps) : link.value);
            }
        }
        return Optional.empty();
    }

    /** What a path leads to; empty when a member on the way is not there. */
    public Optional<Json> at(Reference reference) {
        for (var link = this; link.earlier != null; link = link.earlier) {
            if (link.variable.equals(reference.variable())) {
                return link.value instanceof Json json
                        ? member(json, reference)
                        : Optional.of(Json.time((Instant) link.value));
            }
        }
        return Optional.empty();
    }

    private static Optional<Json> member(Json json, Reference reference) {
        var found = Optional.of(json);
        for (var name : reference.path()) {
            found = found.flatMap(it -> it.get(name));
        }
        return found;
    }

    @Override
    public String toString() {
        var names = new StringJoiner(", ", "Bindings of [", "]");
        for (var link = this; link.earlier != null; link = link.earlier) {
            names.add(link.variable);
        }
        return names.toString();
    }
}
