package dev.baton.examples.backoffice.http;

/** What the caller gets to see of a handled request. */
public sealed interface Reply {

    /** The request's answer, sent as it is. */
    record Answered(Response response) implements Reply {}

    /** The connection is closed without a byte of an answer. */
    record Dropped() implements Reply {}
}
