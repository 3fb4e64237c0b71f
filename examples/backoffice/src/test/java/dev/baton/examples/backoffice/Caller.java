package dev.baton.examples.backoffice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the back office over real HTTP, with its token unless told otherwise. */
record Caller(HttpClient client, String url, String token) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    Caller withToken(String other) {
        return new Caller(client, url, other);
    }

    Answer get(String path) throws IOException {
        return send("GET", path, BodyPublishers.noBody());
    }

    Answer delete(String path) throws IOException {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    Answer put(String path, String json) throws IOException {
        return send("PUT", path, json(json), "Content-Type", "application/json");
    }

    Answer post(String path, String json) throws IOException {
        return send("POST", path, json(json), "Content-Type", "application/json");
    }

    /** A POST with an idempotency key. */
    Answer post(String path, String json, String key) throws IOException {
        return send("POST", path, json(json), "Content-Type", "application/json", "Idempotency-Key", key);
    }

    Answer send(String method, String path, BodyPublisher body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .method(method, body)
                .header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    Answer send(HttpRequest request) throws IOException {
        try {
            return new Answer(client.send(request, BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while calling " + request.uri(), e);
        }
    }

    /** A refund of an order that was paid in euro. */
    static String refund(String orderId, long amountMinor) {
        return json("{'orderId': '%s', 'amountMinor': %d, 'currency': 'EUR'}".formatted(orderId, amountMinor), "'");
    }

    static String replacement(String orderId) {
        return json("{'orderId': '%s'}".formatted(orderId), "'");
    }

    private static BodyPublisher json(String text) {
        return BodyPublishers.ofString(json(text, "'"));
    }

    /** JSON may be written with single quotes in tests. */
    private static String json(String text, String quote) {
        return text.replace(quote, "\"");
    }
}
