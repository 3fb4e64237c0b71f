package dev.baton.examples.backoffice.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/** The one token that opens the services; compared in constant time and never shown. */
public record BearerToken(String value) {
    private static final String SCHEME = "bearer ";

    public BearerToken {
        if (value.isBlank() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("The token must be visible ASCII characters without spaces");
        }
    }

    /** Opens reads only: the same with {@code -readonly} after it. */
    BearerToken forReads() {
        return new BearerToken(value + "-readonly");
    }

    /** Whether an {@code Authorization} header carries this token. */
    public boolean isIn(Optional<String> authorization) {
        return authorization
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()).strip())
                .filter(this::equalsInConstantTime)
                .isPresent();
    }

    private boolean equalsInConstantTime(String other) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "BearerToken[hidden]";
    }
}
