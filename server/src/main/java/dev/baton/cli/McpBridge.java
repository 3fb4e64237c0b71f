package dev.baton.cli;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Carries messages of the Model Context Protocol between lines and a server's HTTP address. Each message of the client
 * becomes a request of its own; whatever the server says to one becomes lines. In the revision without sessions a request
 * is called off by ending its connection, in the others by the message itself.
 */
final class McpBridge implements AutoCloseable {
    private static final String STATELESS = "2026-07-28";
    private static final String META = "io.modelcontextprotocol/";
    private static final String SESSION = "MCP-Session-Id";
    private static final String INITIALIZE = "initialize";
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_END = Duration.ofSeconds(60);
    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 400;

    private final URI address;
    private final Map<String, String> identity = new ConcurrentHashMap<>();
    private final Consumer<Json> out;
    private final Consumer<String> complaints;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Json, InputStream> open = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();
    private volatile Optional<String> session = Optional.empty();
    private volatile Optional<String> revision = Optional.empty();

    McpBridge(
            String url,
            Optional<String> persona,
            Optional<String> token,
            Consumer<Json> out,
            Consumer<String> complaints) {
        try {
            this.address = URI.create(url.replaceFirst("/+$", "") + "/mcp");
        } catch (IllegalArgumentException e) {
            throw CommandException.unusable("'" + url + "' is not a URL; write one like http://127.0.0.1:8080");
        }
        persona.ifPresent(name -> identity.put("Baton-As", name));
        token.ifPresent(value -> identity.put("Authorization", "Bearer " + value));
        this.out = out;
        this.complaints = complaints;
    }

    /** Whether a server answers. */
    boolean isThere() throws InterruptedException {
        try {
            http.send(HttpRequest.newBuilder(address).timeout(TO_CONNECT).build(), BodyHandlers.discarding());
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Carries lines until there are no more, and what is under way then to its end. */
    void run(InputStream in) throws InterruptedException {
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    take(line);
                }
            }
        } catch (IOException e) {
            complaints.accept("standard input broke off: " + e.getMessage());
        }
        threads.shutdown();
        threads.awaitTermination(TO_END.toSeconds(), TimeUnit.SECONDS);
    }

    private void take(String line) {
        Json message;
        try {
            message = Json.parse(line);
        } catch (JsonException e) {
            out.accept(error(Json.Null.INSTANCE, -32700, "This is " + e.getMessage() + "."));
            return;
        }
        var called = message.textAt("method").orElse("");
        if (called.equals("notifications/cancelled") && endOf(message)) {
            return;
        }
        if (called.equals(INITIALIZE) || called.startsWith("notifications/") || called.isEmpty()) {
            // what others rely on goes first
            send(message);
        } else {
            threads.execute(() -> send(message));
        }
    }

    /** Ends the connection of a request that is called off, where that is how it is done. */
    private boolean endOf(Json cancellation) {
        var request = cancellation.get("params").flatMap(params -> params.get("requestId"));
        if (session.isPresent() || request.isEmpty()) {
            return session.isEmpty();
        }
        var connection = Optional.ofNullable(open.get(request.get()));
        if (connection.isEmpty()) {
            return true;
        }
        try {
            open.remove(request.get());
            connection.get().close();
        } catch (IOException e) {
            complaints.accept("a request could not be called off: " + e.getMessage());
        }
        return true;
    }

    private void send(Json message) {
        var id = message.get("id").orElse(Json.Null.INSTANCE);
        try {
            var response = http.send(request(message), BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                receiveUnlessCanceled(message, id, response, body);
            }
        } catch (IOException e) {
            failed(id, "The Baton server at " + address + " does not answer any more: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receiveUnlessCanceled(Json message, Json id, HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        open.put(id, body);
        try {
            receive(message, id, response, body);
        } catch (IOException e) {
            if (open.containsKey(id)) {
                throw e;
            }
        } finally {
            open.remove(id);
        }
    }

    private void receive(Json message, Json id, HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        var type = response.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("text/event-stream")) {
            var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    out.accept(Json.parse(line.substring("data:".length())));
                }
            }
            return;
        }
        var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        if (response.statusCode() == NOT_FOUND && session.isPresent()) {
            complaints.accept("the server does not know this session any more, probably because it was started anew;"
                    + " start this program again");
        }
        if (type.startsWith("application/json")) {
            var answer = Json.parse(text);
            if (message.textAt("method").equals(Optional.of(INITIALIZE))) {
                session = response.headers().firstValue(SESSION);
                revision = answer.get("result").flatMap(result -> result.textAt("protocolVersion"));
            }
            out.accept(answer);
        } else if (response.statusCode() >= FIRST_ERROR) {
            failed(id, problem(response.statusCode(), text));
        }
    }

    private static String problem(int status, String text) {
        try {
            return Json.parse(text).textAt("detail").orElse("The server answered " + status + ".");
        } catch (JsonException e) {
            return "The server answered " + status + ".";
        }
    }

    private HttpRequest request(Json message) {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(message.write()));
        identity.forEach(request::header);
        var params = message.get("params").orElse(Json.object());
        var said = params.get("_meta").flatMap(meta -> meta.textAt(META + "protocolVersion"));
        var method = message.textAt("method").orElse("");
        if (said.isPresent() || (session.isEmpty() && !method.equals(INITIALIZE))) {
            request.header("MCP-Protocol-Version", said.orElse(STATELESS));
            request.header("Mcp-Method", header(method));
            params.textAt("name")
                    .or(() -> params.textAt("uri"))
                    .or(() -> params.textAt("taskId"))
                    .ifPresent(name -> request.header("Mcp-Name", header(name)));
        } else {
            session.ifPresent(id -> request.header(SESSION, id));
            revision.ifPresent(agreed -> request.header("MCP-Protocol-Version", agreed));
        }
        return request.build();
    }

    /** What is no visible ASCII goes in Base64, by the protocol. */
    private static String header(String value) {
        return value.chars().allMatch(it -> it > ' ' && it <= '~') && !value.startsWith("=?base64?")
                ? value
                : "=?base64?" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private void failed(Json id, String why) {
        complaints.accept(why);
        if (!(id instanceof Json.Null)) {
            out.accept(error(id, -32603, why));
        }
    }

    private static Json.Obj error(Json id, int code, String message) {
        return Json.object()
                .with("jsonrpc", "2.0")
                .with("id", id)
                .with("error", Json.object().with("code", Json.number(code)).with("message", message));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
