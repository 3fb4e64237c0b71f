package dev.baton.expression;

import java.util.List;

/** An expression or template that must not be used; tells all its problems at once, in words and with positions. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public ExpressionException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
