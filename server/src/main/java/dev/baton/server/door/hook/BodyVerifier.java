package dev.baton.server.door.hook;

import dev.baton.json.Digest;
import dev.baton.trigger.Verification.Encoding;
import java.time.Instant;
import java.util.List;

/**
 * A keyed hash of the body in a header, as GitHub and many others send it. No time and no id is signed, so a delivery is
 * known again by its body: an id in a header could be another one when the same body is sent again.
 */
record BodyVerifier(String header, Encoding encoding, String prefix, Signer signer) implements Verifier {

    @Override
    public Verdict check(Delivery delivery, Instant now) {
        var given = delivery.header(header);
        if (given.isEmpty()) {
            return Verdict.unsigned("a header " + header + " with the signature is needed, once");
        }
        var signature = given.filter(value -> value.startsWith(prefix))
                .flatMap(value -> Encoded.of(encoding, value.substring(prefix.length())));
        return signature.isPresent() && signer.signed(List.of(signature.get()), delivery.body())
                ? new Verdict.Genuine(digest(delivery))
                : Verdict.forged();
    }

    static String digest(Delivery delivery) {
        return "sha256:" + Digest.of(delivery.body()).hex();
    }
}
