package dev.baton.examples.backoffice.http;

/** Answers the requests of one route. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers one request, on a virtual thread.
     *
     * @throws ProblemException to refuse it
     */
    Response handle(Request request);
}
