package dev.baton.server.description;

/** The content types that are spoken here. */
final class Media {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";
    static final String EVENTS = "text/event-stream";

    private Media() {}
}
