package dev.baton.examples.agentdojo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A model that obeys whoever spoke last, behind the interface that servers of models have: each call is its next step. */
final class ObeyingModel implements AutoCloseable {
    private final HttpServer http;
    private final Script script;

    ObeyingModel(Script script) throws IOException {
        this.script = script;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/v1/chat/completions", this::answer);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var streamed = asked.get("stream").equals(java.util.Optional.of(Json.bool(true)));
            var text = script.next().write();
            var body = streamed
                    ? "data: " + part("delta", text).write() + "\n\ndata: [DONE]\n\n"
                    : part("message", text).write();
            exchange.getResponseHeaders().set("Content-Type", streamed ? "text/event-stream" : "application/json");
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Json part(String name, String text) {
        var said = Json.object("role", Json.text("assistant")).with("content", text);
        var choice = Json.object("index", Json.number(0)).with(name, said).with("finish_reason", "stop");
        var usage = Json.object("prompt_tokens", Json.number(1))
                .with("completion_tokens", Json.number(1))
                .with("total_tokens", Json.number(2));
        return Json.object("id", Json.text("obeying"))
                .with("model", "obeying")
                .with("object", name.equals("delta") ? "chat.completion.chunk" : "chat.completion")
                .with("choices", Json.array(choice))
                .with("usage", usage);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
