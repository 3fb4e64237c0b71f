package dev.baton.event;

import dev.baton.json.Digest;
import java.nio.charset.StandardCharsets;

/**
 * A key that is taken. Stores keep the digest of a key only: it protects as well, and does not tell whom or what it was
 * about.
 *
 * @param key the digest of the key, as by {@link #digest}
 */
public record Hold(Digest key, StreamId owner) {

    /** What a store keeps of a key: the SHA-256 of its UTF-8 bytes. */
    public static Digest digest(String key) {
        return Digest.of(key.getBytes(StandardCharsets.UTF_8));
    }
}
