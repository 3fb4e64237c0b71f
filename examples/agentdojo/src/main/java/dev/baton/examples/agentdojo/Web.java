package dev.baton.examples.agentdojo;

import dev.baton.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** JSON over HTTP, for the trial system and for Baton's own API. */
final class Web implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int REFUSED = 400;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String home;

    Web(String home) {
        this.home = home;
    }

    Json get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET().build());
    }

    Json post(String path, Json body, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.write()))
                .build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(home + path)).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Json send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= REFUSED) {
            throw new IOException(
                    request.method() + " " + request.uri() + " says " + answer.statusCode() + ": " + answer.body());
        }
        return Json.parse(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
