package dev.baton.connect.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request to send once.
 *
 * @param headers names and values, already of a form that a header can carry
 * @param json the body
 * @param token sent to the origin of {@code uri} only, also over redirects
 * @param timeout of everything: looking up the host, connecting, sending, and reading the whole answer
 * @param limit of the answer's body in bytes
 * @param redirects where a redirect may lead
 */
public record Outgoing(
        String method,
        URI uri,
        Map<String, String> headers,
        Optional<String> json,
        Optional<BearerToken> token,
        Duration timeout,
        int limit,
        Redirects redirects) {

    /** Where a redirect may lead; whatever is allowed is judged by the network guard again. */
    public enum Redirects {
        NOWHERE,
        SAME_ORIGIN,
        ANYWHERE
    }

    Outgoing redirectedTo(URI target) {
        var carried = Origin.of(uri).equals(Origin.of(target)) ? token : Optional.<BearerToken>empty();
        return new Outgoing(method, target, headers, json, carried, timeout, limit, redirects);
    }
}
