package dev.baton.expression;

/** The answer of a condition. Only the boolean true is {@link True}; nothing else is taken for it. */
public sealed interface Truth {
    record True() implements Truth {}

    record False() implements Truth {}

    /** There is no answer: the evaluation failed, or its result is no boolean. */
    record Failed(String reason) implements Truth {}

    default boolean isTrue() {
        return this instanceof True;
    }
}
