package dev.baton.examples.backoffice.storage;

import dev.baton.examples.backoffice.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One call of a write operation.
 *
 * @param operation the operationId
 * @param key the idempotency key, if the operation honours one and the caller sent it
 * @param reference the caller's reference, if the operation takes one and the caller sent it
 * @param input everything that decides what is done: path parameters and body, as a record
 */
public record WriteRequest(
        String operation, Optional<String> key, Optional<String> reference, Object input, Instant at) {

    /** A call that is told apart by its key alone. */
    public static WriteRequest keyed(String operation, Optional<String> key, Object input, Instant at) {
        return new WriteRequest(operation, key, Optional.empty(), input, at);
    }

    /** A digest of the input as it was understood, so that spacing and field order do not matter. */
    String fingerprint() {
        byte[] canonical = Json.text(input).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
