package dev.baton.server.wiring;

import dev.baton.connect.http.Exchange;
import dev.baton.connect.http.GuardedHttp;
import dev.baton.connect.http.HostLookup;
import dev.baton.connect.http.NetworkGuard;
import dev.baton.connect.http.Outgoing;
import dev.baton.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts JSON that its receiver can check, as Standard Webhooks says (standardwebhooks.com, version 1.0.0). */
final class SignedWebhook implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LIMIT = 64 * 1024;
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST_KEY = 24;

    private final URI url;
    private final SecretKeySpec key;
    private final GuardedHttp http;
    private final InstantSource clock;

    /**
     * @param secret {@code whsec_} and at least 24 bytes in base 64
     * @param privateNetwork whether it may lead into the own network
     * @throws IllegalArgumentException when url or secret are of no use; the message does not hold the secret
     */
    SignedWebhook(String url, String secret, boolean privateNetwork, InstantSource clock) {
        this.url = URI.create(url);
        this.key = key(secret);
        this.http = new GuardedHttp(new NetworkGuard(privateNetwork, HostLookup.SYSTEM), TIMEOUT);
        this.clock = clock;
    }

    private static SecretKeySpec key(String secret) {
        try {
            var bytes = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : "");
            if (bytes.length >= SHORTEST_KEY) {
                return new SecretKeySpec(bytes, "HmacSHA256");
            }
        } catch (IllegalArgumentException e) {
            // told below, without the text
        }
        throw new IllegalArgumentException("the secret of the notices' webhook is " + PREFIX + " and at least "
                + SHORTEST_KEY + " bytes in base 64");
    }

    /** @param id of the message, the same when it is sent again */
    Exchange send(String id, Json body) throws InterruptedException {
        var text = body.write();
        var timestamp = Long.toString(clock.instant().getEpochSecond());
        var headers = Map.of(
                "Content-Type",
                "application/json",
                "webhook-id",
                id,
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                "v1," + signature(id + "." + timestamp + "." + text));
        return http.send(
                new Outgoing("POST", url, headers, Optional.of(text), Optional.empty(), TIMEOUT, LIMIT, false));
    }

    private String signature(String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return "the webhook at " + url.getHost();
    }
}
