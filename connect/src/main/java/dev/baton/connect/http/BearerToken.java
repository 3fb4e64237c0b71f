package dev.baton.connect.http;

/** A secret for the Authorization header (RFC 6750). It never appears in a message or in {@link #toString}. */
public final class BearerToken {
    private static final String HIDDEN = "***";

    private final String secret;

    private BearerToken(String secret) {
        this.secret = secret;
    }

    /** @throws IllegalArgumentException when a header cannot carry it; the message does not repeat it */
    public static BearerToken of(String secret) {
        var token = secret.strip();
        if (token.isEmpty()) {
            throw new IllegalArgumentException("the token is empty");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("the token holds spaces or characters that a header cannot carry");
        }
        return new BearerToken(token);
    }

    String header() {
        return "Bearer " + secret;
    }

    /** The text without the secret, for systems that repeat what they were sent. */
    public String hiddenIn(String text) {
        return text.replace(secret, HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
