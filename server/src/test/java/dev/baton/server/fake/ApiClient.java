package dev.baton.server.fake;

import dev.baton.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;

/** Talks to a server as a persona; what is answered has to be what the server's own description says. */
public record ApiClient(String url, HttpClient http, String persona, Described described) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public static ApiClient of(String url) {
        return new ApiClient(url, HttpClient.newHttpClient(), "", new Described());
    }

    public ApiClient as(String other) {
        return new ApiClient(url, http, other, described);
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Answer post(String path, Json body, String... headers) {
        return post(path, body.write(), headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return persona.isEmpty() ? request : request.header("Baton-As", persona);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var sent = request.build();
            var answer = new Answer(http.send(sent, BodyHandlers.ofString()));
            described.check(http, sent, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    /** The lines of an event stream as they arrive. */
    public Stream<String> lines(String path, String... headers) throws IOException, InterruptedException {
        return follow(request(path, headers).header("Accept", "text/event-stream"));
    }

    /** The lines with which a post is answered, as they arrive. */
    public Stream<String> linesOf(String path, Json body) throws IOException, InterruptedException {
        var request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.write()));
        return follow(request);
    }

    private Stream<String> follow(HttpRequest.Builder request) throws IOException, InterruptedException {
        var sent = request.build();
        return http.send(sent, BodyHandlers.ofLines()).body().peek(described.events(http, sent));
    }

    @Override
    public void close() {
        http.close();
    }

    /** An answer, whose body is read as JSON when asked for it. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public Json.Obj json() {
            return Json.parse(text()).asObject();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String textAt(String name) {
            return json().textAt(name).orElseThrow(() -> new AssertionError("no text '" + name + "' in " + text()));
        }
    }
}
