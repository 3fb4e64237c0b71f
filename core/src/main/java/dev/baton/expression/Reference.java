package dev.baton.expression;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an expression reads: a variable and the members selected from it, such as {@code steps.order.items}. An index
 * and everything after it is not part of the path.
 *
 * @param optional the expression copes with its absence: a step of the path is {@code .?}, it is inside {@code has()},
 *     or it is only read where such a test has succeeded
 */
public record Reference(String variable, List<String> path, boolean optional) {
    public Reference {
        path = List.copyOf(path);
    }

    static Reference origin(String path) {
        return new Reference(Scope.ORIGINS, List.of(path), true);
    }

    /** Whether it asks where an argument comes from; its path then is one name, the argument's place in {@code args}. */
    public boolean isOrigin() {
        return variable.equals(Scope.ORIGINS);
    }

    /** As it is written: {@code steps.order.items}. */
    @Override
    public String toString() {
        if (isOrigin()) {
            return "origin(" + (path.getFirst().isEmpty() ? "args" : "args." + path.getFirst()) + ")";
        }
        return Stream.concat(Stream.of(variable), path.stream()).collect(Collectors.joining("."));
    }
}
