package dev.baton.examples.backoffice.http;

import java.util.function.Supplier;

/** What stands between an operation and its caller. */
@FunctionalInterface
public interface Interference {
    /**
     * Handles a request, or not, and decides what the caller gets to see.
     *
     * @param operationId the operation called
     * @param handling does the work; a refusal is a response too
     */
    Reply around(String operationId, Supplier<Response> handling);
}
