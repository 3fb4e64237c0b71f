package dev.baton.assistant;

/** What a form is filled for. */
public sealed interface Topic {
    String name();

    /** A handoff under a contract. */
    record Handoff(String name) implements Topic {}

    /** A question that a read answers. */
    record Question(String name) implements Topic {}
}
