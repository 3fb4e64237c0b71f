package dev.baton.server.door.hook;

import dev.baton.trigger.Verification.Algorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Standard Webhooks 1.0.0 (standardwebhooks.com): {@code id.timestamp.body} is signed. The published library is not used
 * here because it takes the body as text and reads the clock itself; it signs in the tests instead.
 */
final class StandardWebhooksVerifier implements Verifier {
    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    /** As the specification asks. */
    private static final int SHORTEST = 24;

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final Signer signer;
    private final Duration tolerance;

    private StandardWebhooksVerifier(Signer signer, Duration tolerance) {
        this.signer = signer;
        this.tolerance = tolerance;
    }

    /** @param secrets each {@code whsec_} and at least 24 bytes in base 64 */
    static StandardWebhooksVerifier of(List<String> secrets, Duration tolerance) {
        var keys = secrets.stream().map(StandardWebhooksVerifier::key).toList();
        return new StandardWebhooksVerifier(Signer.ofBytes(Algorithm.SHA256, keys, SHORTEST), tolerance);
    }

    private static byte[] key(String secret) {
        var encoded = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        return Encoded.base64(encoded)
                .orElseThrow(() -> new IllegalArgumentException("a secret of this trigger is not " + PREFIX
                        + " and at least " + SHORTEST + " bytes in base 64, as Standard Webhooks has it"));
    }

    @Override
    public Verdict check(Delivery delivery, Instant now) {
        var id = delivery.header("webhook-id").filter(it -> ID.matcher(it).matches());
        var timestamp = delivery.header("webhook-timestamp");
        var time = timestamp.flatMap(SignedTime::parse);
        var signatures = delivery.header("webhook-signature");
        if (id.isEmpty() || time.isEmpty() || signatures.isEmpty()) {
            return Verdict.unsigned(
                    "webhook-id, webhook-timestamp (seconds) and webhook-signature are needed, each once");
        }
        var signed = signer.signed(
                candidates(signatures.get()), text(id.get() + "." + timestamp.orElseThrow() + "."), delivery.body());
        return signed
                ? time.get().objection(now, tolerance).orElseGet(() -> new Verdict.Genuine(id.get()))
                : Verdict.forged();
    }

    private static List<byte[]> candidates(String header) {
        return Arrays.stream(header.split(" "))
                .filter(entry -> entry.startsWith(VERSION))
                .flatMap(entry -> Encoded.base64(entry.substring(VERSION.length())).stream())
                .toList();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
