package dev.baton.connect.http;

import java.net.URI;
import java.net.http.HttpHeaders;

/** What became of a request, told so that nobody has to guess whether the system acted. */
public sealed interface Exchange {

    /** The system answered; {@code from} is where the last redirect led. */
    record Answered(URI from, int status, HttpHeaders headers, Body body) implements Exchange {}

    /** Certainly nothing reached the system. */
    record NotSent(String reason) implements Exchange {}

    /** Not sent, because the network guard does not let requests go there. */
    record Forbidden(String reason) implements Exchange {}

    /** The system may have got it; no status came back. */
    record Lost(String reason) implements Exchange {}

    /** The body of an answer. */
    sealed interface Body {
        record Text(String text) implements Body {}

        /** Too large, or not text; asked again it would be the same. */
        record Unreadable(String reason) implements Body {}

        /** The connection broke, or time was up, before its end. */
        record CutOff() implements Body {}
    }
}
