package dev.baton.cli;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a client command reaches the server, and the options that all of them share. */
final class Api {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    /** Longer than the longest wait that the server grants. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(90);

    private static final int FIRST_ERROR = 400;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:BATON_URL:-http://127.0.0.1:8080}",
            description = "Where the server is (default: BATON_URL, else http://127.0.0.1:8080).")
    private String url = "";

    @Option(
            names = "--as",
            paramLabel = "PERSONA",
            description = "Act as this persona of the workspace (default: developer).")
    private Optional<String> persona = Optional.empty();

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    private Optional<HttpClient> client = Optional.empty();

    boolean json() {
        return json;
    }

    /** Who acts unless the command line says so. */
    void personaOtherwise(String otherwise) {
        persona = persona.or(() -> Optional.of(otherwise));
    }

    Json get(String path) {
        return read(send(request(path).GET(), BodyHandlers.ofString()));
    }

    Json post(String path, Json body, String... headers) {
        var request = request(path)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body.write()));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return read(send(request, BodyHandlers.ofString()));
    }

    /** The events of a stream, until the server ends it. */
    BufferedReader events(String path) throws IOException {
        var response = send(request(path).header("Accept", "text/event-stream").GET(), BodyHandlers.ofInputStream());
        if (response.statusCode() >= FIRST_ERROR) {
            try (InputStream body = response.body()) {
                throw problem(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** A name or id as a part of a path. */
    static String part(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(address(path)).timeout(TO_ANSWER);
        persona.ifPresent(name -> request.header("Baton-As", name));
        return request;
    }

    private URI address(String path) {
        try {
            return URI.create(url.replaceFirst("/+$", "") + path);
        } catch (IllegalArgumentException e) {
            throw CommandException.unusable("'" + url + "' is not a URL; write one like http://127.0.0.1:8080");
        }
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client().send(request.build(), handler);
        } catch (IOException e) {
            throw CommandException.unusable("No Baton server answers at " + url
                    + "; start one with `baton demo` or `baton start`, or say where it is with --url.");
        } catch (IllegalArgumentException e) {
            throw CommandException.unusable("This cannot be sent: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Interrupted.");
        }
    }

    private HttpClient client() {
        var existing = client.orElseGet(() -> HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TO_CONNECT)
                .build());
        client = Optional.of(existing);
        return existing;
    }

    private Json read(HttpResponse<String> response) {
        if (response.statusCode() >= FIRST_ERROR) {
            throw problem(response.statusCode(), response.body());
        }
        try {
            return Json.parse(response.body());
        } catch (JsonException e) {
            throw CommandException.unusable("What answers at " + url + " is not a Baton server.");
        }
    }

    private CommandException problem(int status, String body) {
        Json problem;
        try {
            problem = Json.parse(body);
        } catch (JsonException e) {
            return CommandException.failed("The server answered " + status + " without saying why.");
        }
        var text = new StringBuilder(problem.textAt("detail").orElse("The server answered " + status + "."));
        for (var error : problem.get("errors").map(Json::asArray).orElse(java.util.List.of())) {
            text.append("\n  ")
                    .append(error.textAt("path")
                            .filter(path -> !path.isEmpty())
                            .map(path -> path + ": ")
                            .orElse(""))
                    .append(error.textAt("message").orElse(""));
        }
        var failure = CommandException.failed(text.toString());
        return json ? failure.withJson(problem) : failure;
    }
}
