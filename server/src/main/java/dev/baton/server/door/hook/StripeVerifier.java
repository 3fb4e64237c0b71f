package dev.baton.server.door.hook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code Stripe-Signature: t=SECONDS,v1=HEX}: {@code t.body} is signed. Other schemes than v1 are test data. */
record StripeVerifier(Signer signer, Duration tolerance) implements Verifier {
    private static final String HEADER = "Stripe-Signature";

    @Override
    public Verdict check(Delivery delivery, Instant now) {
        Optional<String> timestamp = Optional.empty();
        List<byte[]> signatures = new ArrayList<>();
        for (var item : delivery.header(HEADER).orElse("").split(",")) {
            if (item.startsWith("t=") && timestamp.isEmpty()) {
                timestamp = Optional.of(item.substring(2));
            } else if (item.startsWith("v1=")) {
                Encoded.hex(item.substring(3)).ifPresent(signatures::add);
            }
        }
        var time = timestamp.flatMap(SignedTime::parse);
        if (time.isEmpty() || signatures.isEmpty()) {
            return Verdict.unsigned("a header " + HEADER + " like t=1700000000,v1=HEX is needed, once");
        }
        var signed = signer.signed(
                signatures, (timestamp.orElseThrow() + ".").getBytes(StandardCharsets.US_ASCII), delivery.body());
        return signed
                ? time.get()
                        .objection(now, tolerance)
                        .orElseGet(() -> new Verdict.Genuine(BodyVerifier.digest(delivery)))
                : Verdict.forged();
    }
}
