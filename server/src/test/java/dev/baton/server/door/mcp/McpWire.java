package dev.baton.server.door.mcp;

import dev.baton.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks the protocol byte by byte, so that tests can also speak it wrongly. */
final class McpWire implements AutoCloseable {
    static final String SESSION = "MCP-Session-Id";
    static final String VERSION = "MCP-Protocol-Version";
    static final String RESERVED = "io.modelcontextprotocol/";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Json.Obj capabilities;
    private final AtomicInteger ids = new AtomicInteger();

    private McpWire(String url, String persona, Json.Obj capabilities) {
        this.url = url + "/mcp";
        this.capabilities = capabilities;
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json, text/event-stream");
        headers.put("Baton-As", persona);
    }

    /** A client of 2025-11-25 with a session. */
    static McpWire session(String url, String persona, Json.Obj capabilities) {
        var wire = new McpWire(url, persona, capabilities);
        var params = Json.object()
                .with("protocolVersion", "2025-11-25")
                .with("capabilities", capabilities)
                .with("clientInfo", Json.object().with("name", "test").with("version", "1"));
        var answer = wire.post(wire.request("initialize", params).write());
        wire.headers.put(SESSION, answer.header(SESSION));
        wire.headers.put(VERSION, answer.result().textAt("protocolVersion").orElseThrow());
        wire.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return wire;
    }

    /** A client of 2026-07-28. */
    static McpWire stateless(String url, String persona, Json.Obj capabilities) {
        var wire = new McpWire(url, persona, capabilities);
        wire.headers.put(VERSION, "2026-07-28");
        return wire;
    }

    McpWire with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    McpWire without(String header) {
        headers.remove(header);
        return this;
    }

    Json.Obj request(String method, Json.Obj params) {
        return Json.object()
                .with("jsonrpc", "2.0")
                .with("id", Json.number(ids.incrementAndGet()))
                .with("method", method)
                .with("params", params);
    }

    /** Params with what a request of 2026-07-28 says of itself. */
    Json.Obj saying(Json.Obj params) {
        var meta = params.get("_meta").map(Json::asObject).orElse(Json.object());
        return params.with(
                "_meta",
                meta.with(RESERVED + "protocolVersion", "2026-07-28")
                        .with(RESERVED + "clientCapabilities", capabilities));
    }

    /** Sends a request, and reads until its answer. */
    Answer call(String method, Json.Obj params) {
        if (headers.getOrDefault(VERSION, "").equals("2026-07-28")) {
            headers.put("Mcp-Method", method);
            headers.remove("Mcp-Name");
            params.textAt("name").or(() -> params.textAt("taskId")).ifPresent(name -> headers.put("Mcp-Name", name));
            return post(request(method, saying(params)).write());
        }
        return post(request(method, params).write());
    }

    static Json.Obj toolCall(String name, Json.Obj arguments) {
        return Json.object().with("name", name).with("arguments", arguments);
    }

    Answer post(String body) {
        try (var response = open(body)) {
            return response.rest();
        }
    }

    /** Sends a body, and leaves the answer to be read. */
    Opened open(String body) {
        return send(builder().POST(BodyPublishers.ofString(body)));
    }

    Opened get() {
        return send(builder().GET());
    }

    Opened delete() {
        return send(builder().DELETE());
    }

    private HttpRequest.Builder builder() {
        var builder = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        headers.forEach(builder::header);
        return builder;
    }

    private Opened send(HttpRequest.Builder request) {
        try {
            return new Opened(http.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** An answer that is being read. */
    static final class Opened implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        Opened(HttpResponse<InputStream> response) {
            this.response = response;
            this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        int status() {
            return response.statusCode();
        }

        /** The next message of a stream; nothing at its end. */
        Optional<Json.Obj> next() {
            try {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data:")) {
                        return Optional.of(Json.parse(line.substring(5)).asObject());
                    }
                }
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The next line, whatever it is. */
        String line() {
            try {
                return String.valueOf(lines.readLine());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Answer rest() {
            var type = response.headers().firstValue("Content-Type").orElse("");
            var messages = new ArrayList<Json.Obj>();
            if (type.startsWith("text/event-stream")) {
                for (var message = next(); message.isPresent(); message = next()) {
                    messages.add(message.get());
                }
            } else {
                var text = lines.lines().reduce("", String::concat);
                if (!text.isEmpty()) {
                    messages.add(Json.parse(text).asObject());
                }
            }
            return new Answer(response, messages);
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A whole answer: the messages before the end, and the one at the end. */
    record Answer(HttpResponse<InputStream> response, List<Json.Obj> messages) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Json.Obj last() {
            return messages.getLast();
        }

        Json.Obj result() {
            return last().get("result")
                    .map(Json::asObject)
                    .orElseThrow(() -> new AssertionError("no result in " + messages + ", status " + status()));
        }

        long errorCode() {
            return last().get("error")
                                    .flatMap(error -> error.get("code"))
                                    .orElseThrow(() -> new AssertionError("no error in " + messages))
                            instanceof Json.Whole code
                    ? code.value()
                    : 0;
        }

        String errorWords() {
            return last().get("error").flatMap(error -> error.textAt("message")).orElse("");
        }

        /** What a tool said to people. */
        String words() {
            return result().get("content").map(Json::asArray).orElse(List.of()).stream()
                    .flatMap(block -> block.textAt("text").stream())
                    .findFirst()
                    .orElse("");
        }

        boolean isToolError() {
            return result().get("isError").equals(Optional.of(Json.bool(true)));
        }

        Json structured() {
            return result().get("structuredContent").orElseThrow(() -> new AssertionError("no data in " + last()));
        }
    }
}
