package dev.baton.connect.http;

import dev.baton.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Says in a short-lived JWT (RFC 7519, HS256) for whom a call is done. */
record SignedSubject(String issuer, String key) {
    private static final Duration LIFE = Duration.ofMinutes(2);
    private static final String ALGORITHM = "HmacSHA256";

    String token(String subject, String audience, Instant now) {
        var header = Json.object("alg", Json.text("HS256")).with("typ", "JWT");
        var claims = Json.object("iss", Json.text(issuer))
                .with("sub", subject)
                .with("aud", audience)
                .with("jti", UUID.randomUUID().toString())
                .with("iat", Json.number(now.getEpochSecond()))
                .with("exp", Json.number(now.plus(LIFE).getEpochSecond()));
        var signed = encoded(header.write().getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.write().getBytes(StandardCharsets.UTF_8));
        return signed + "." + encoded(signature(signed));
    }

    private byte[] signature(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static String encoded(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    @Override
    public String toString() {
        return "subject signed by " + issuer;
    }
}
