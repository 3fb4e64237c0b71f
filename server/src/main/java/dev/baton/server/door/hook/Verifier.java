package dev.baton.server.door.hook;

import dev.baton.trigger.Verification;
import dev.baton.trigger.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Checks deliveries by one scheme with the secrets of one trigger. */
@FunctionalInterface
interface Verifier {

    Verdict check(Delivery delivery, Instant now);

    /**
     * @param resolve gives the value behind a reference
     * @throws IllegalArgumentException when a secret is not there or of no use; the message does not hold it
     */
    static Verifier of(Webhook source, UnaryOperator<String> resolve) {
        var secrets = source.secrets().stream().map(resolve).toList();
        return switch (source.verification()) {
            case Verification.StandardWebhooks(var tolerance) -> StandardWebhooksVerifier.of(secrets, tolerance);
            case Verification.Stripe(var tolerance) ->
                new StripeVerifier(Signer.ofTexts(Verification.Algorithm.SHA256, secrets), tolerance);
            case Verification.GitHub ignored ->
                body(
                        "X-Hub-Signature-256",
                        Verification.Algorithm.SHA256,
                        Verification.Encoding.HEX,
                        "sha256=",
                        secrets);
            case Verification.Hmac(var header, var algorithm, var encoding, var prefix) ->
                body(header, algorithm, encoding, prefix, secrets);
            case Verification.None ignored -> (delivery, now) -> new Verdict.Genuine(BodyVerifier.digest(delivery));
        };
    }

    private static Verifier body(
            String header,
            Verification.Algorithm algorithm,
            Verification.Encoding encoding,
            String prefix,
            List<String> secrets) {
        return new BodyVerifier(header, encoding, prefix, Signer.ofTexts(algorithm, secrets));
    }
}
