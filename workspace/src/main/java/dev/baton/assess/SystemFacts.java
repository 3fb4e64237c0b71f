package dev.baton.assess;

/**
 * What is known about a system that a workflow uses.
 *
 * @param personal whether it holds data about people
 */
public record SystemFacts(Settling idempotency, boolean personal) {
    public static final SystemFacts UNKNOWN = new SystemFacts(Settling.UNKNOWN, false);

    /** How it can be found out what became of a write whose answer was lost. */
    public enum Settling {
        /** The system takes an idempotency key. */
        KEY,
        /** A read tells. */
        LOOKUP,
        /** Nothing does. */
        NONE,
        /** Nobody has asked its owner yet. */
        UNKNOWN
    }
}
