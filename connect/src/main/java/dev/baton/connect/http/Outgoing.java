package dev.baton.connect.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request to send once.
 *
 * @param headers names and values, already of a form that a header can carry
 * @param body described by a Content-Type among the headers
 * @param secret that proves who sends it
 * @param timeout of everything: looking up the host, connecting, sending, and reading the whole answer
 * @param limit of the answer's body in bytes
 * @param followed whether redirects are, to the same origin only
 */
public record Outgoing(
        String method,
        URI uri,
        Map<String, String> headers,
        Optional<String> body,
        Optional<? extends Secret> secret,
        Duration timeout,
        int limit,
        boolean followed) {

    Outgoing redirectedTo(URI target) {
        return new Outgoing(method, target, headers, body, secret, timeout, limit, followed);
    }

    Outgoing to(URI target, Duration time) {
        return new Outgoing(method, target, headers, body, secret, time, limit, followed);
    }

    Outgoing with(Optional<Secret> other) {
        return new Outgoing(method, uri, headers, body, other, timeout, limit, followed);
    }
}
