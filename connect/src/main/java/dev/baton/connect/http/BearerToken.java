package dev.baton.connect.http;

import java.net.URI;
import java.net.http.HttpRequest;

/** A secret for the Authorization header (RFC 6750). */
public final class BearerToken implements Secret {
    private final String secret;

    private BearerToken(String secret) {
        this.secret = secret;
    }

    /** @throws IllegalArgumentException when a header cannot carry it; the message does not repeat it */
    public static BearerToken of(String secret) {
        return new BearerToken(Secret.checked(secret, "token"));
    }

    @Override
    public URI in(URI uri) {
        return uri;
    }

    @Override
    public void addTo(HttpRequest.Builder request) {
        request.setHeader("Authorization", "Bearer " + secret);
    }

    @Override
    public String hiddenIn(String text) {
        return text.replace(secret, HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
