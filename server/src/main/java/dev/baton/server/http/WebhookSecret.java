package dev.baton.server.http;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret by which a receiver can check what it is sent, as Standard Webhooks 1.0.0 says (standardwebhooks.com). */
public final class WebhookSecret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST_KEY = 24;
    private static final int LONGEST_KEY = 64;

    private final SecretKeySpec key;

    private WebhookSecret(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * @param secret {@code whsec_} and 24 to 64 bytes in base 64
     * @param whose for the message
     * @throws IllegalArgumentException when it is of no use; the message does not hold it
     */
    public static WebhookSecret parse(String secret, String whose) {
        try {
            var bytes = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : "");
            if (bytes.length >= SHORTEST_KEY && bytes.length <= LONGEST_KEY) {
                return new WebhookSecret(new SecretKeySpec(bytes, ALGORITHM));
            }
        } catch (IllegalArgumentException e) {
            // told below, without the text
        }
        throw new IllegalArgumentException("the secret of " + whose + " is " + PREFIX + " and " + SHORTEST_KEY + " to "
                + LONGEST_KEY + " bytes in base 64");
    }

    /**
     * What a signed message carries besides its body.
     *
     * @param id of the message, the same when it is sent again; without full stops
     * @param at of this attempt
     * @param secrets all that are in force, so that a receiver may know any of them
     */
    public static Map<String, String> headers(String id, Instant at, String body, List<WebhookSecret> secrets) {
        var timestamp = Long.toString(at.getEpochSecond());
        var signed = id + "." + timestamp + "." + body;
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put(
                "webhook-signature",
                secrets.stream().map(secret -> "v1," + secret.sign(signed)).collect(Collectors.joining(" ")));
        return headers;
    }

    private String sign(String signed) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "a webhook secret";
    }
}
