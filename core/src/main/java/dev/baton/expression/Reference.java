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

    /** As it is written: {@code steps.order.items}. */
    @Override
    public String toString() {
        return Stream.concat(Stream.of(variable), path.stream()).collect(Collectors.joining("."));
    }
}
