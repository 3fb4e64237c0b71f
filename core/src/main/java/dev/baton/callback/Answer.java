package dev.baton.callback;

import java.time.Duration;
import java.util.Optional;

/** What came of sending a message once. */
public sealed interface Answer {
    /** @param status 2xx */
    record Taken(int status) implements Answer {}

    /**
     * Not taken, or nobody knows.
     *
     * @param retryAfter how long the receiver wants to be left alone
     */
    record Failed(String reason, Optional<Duration> retryAfter) implements Answer {}

    /** The receiver wants nothing more, ever (410). */
    record Gone(String reason) implements Answer {}

    /** It cannot be sent so, now or later, unless a person changes something. */
    record Hopeless(String reason) implements Answer {}
}
