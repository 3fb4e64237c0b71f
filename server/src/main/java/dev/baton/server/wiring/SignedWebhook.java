package dev.baton.server.wiring;

import dev.baton.connect.http.Exchange;
import dev.baton.connect.http.GuardedHttp;
import dev.baton.connect.http.HostLookup;
import dev.baton.connect.http.NetworkGuard;
import dev.baton.connect.http.Outgoing;
import dev.baton.json.Json;
import dev.baton.server.http.WebhookSecret;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Posts JSON that its receiver can check, as Standard Webhooks says (standardwebhooks.com, version 1.0.0). */
final class SignedWebhook implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LIMIT = 64 * 1024;

    private final URI url;
    private final WebhookSecret secret;
    private final GuardedHttp http;
    private final InstantSource clock;

    /**
     * @param secret see {@link WebhookSecret}
     * @param privateNetwork whether it may lead into the own network
     * @throws IllegalArgumentException when url or secret are of no use; the message does not hold the secret
     */
    SignedWebhook(String url, String secret, boolean privateNetwork, InstantSource clock) {
        this.url = URI.create(url);
        this.secret = WebhookSecret.parse(secret, "the notices' webhook");
        this.http = new GuardedHttp(new NetworkGuard(privateNetwork, HostLookup.SYSTEM), TIMEOUT);
        this.clock = clock;
    }

    /** @param id of the message, the same when it is sent again */
    Exchange send(String id, Json body) throws InterruptedException {
        var text = body.write();
        var headers = WebhookSecret.headers(id, clock.instant(), text, List.of(secret));
        return http.send(
                new Outgoing("POST", url, headers, Optional.of(text), Optional.empty(), TIMEOUT, LIMIT, false));
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
