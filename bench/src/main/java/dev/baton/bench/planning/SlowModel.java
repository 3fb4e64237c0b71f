package dev.baton.bench.planning;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A model behind OpenAI's API that always knows what to do and takes the same time for every answer. It counts what it is
 * asked, by task. Its tokens are four characters each, which is near enough for ratios.
 */
public final class SlowModel implements AutoCloseable {
    private final HttpServer server;
    private final Duration latency;
    private final Map<Integer, Use> uses = new ConcurrentHashMap<>();

    /** What was asked, in all runs of one task. */
    public record Use(int calls, long input, long output) {

        private Use plus(Use other) {
            return new Use(calls + other.calls, input + other.input, output + other.output);
        }
    }

    /** What makes a model ask for all calls of a round together. */
    public static final String AT_ONCE = Brain.AT_ONCE;

    public SlowModel(Duration latency) throws IOException {
        this.latency = latency;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** What was asked since the last call of this, by the number of lookups. */
    public Map<Integer, Use> take() {
        var taken = Map.copyOf(uses);
        uses.clear();
        return taken;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var request = Json.parse(body).asObject();
            var due = System.nanoTime() + latency.toNanos();
            var message = Brain.answer(request);
            var output = message.write().length() / 4;
            uses.merge(Brain.lookups(request), new Use(1, body.length() / 4, output), Use::plus);
            var usage = Json.object("prompt_tokens", Json.number(body.length() / 4))
                    .with("completion_tokens", Json.number(output))
                    .with("total_tokens", Json.number(body.length() / 4 + output));
            while (due > System.nanoTime()) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            if (request.get("stream").equals(java.util.Optional.of(Json.Bool.TRUE))) {
                send(exchange, "text/event-stream", streamed(message, usage));
            } else {
                send(exchange, "application/json", whole(message, usage).write());
            }
        }
    }

    private static Json.Obj head(String object) {
        return Json.object("id", Json.text("chatcmpl-1"))
                .with("object", Json.text(object))
                .with("created", Json.number(1))
                .with("model", Json.text("slow"));
    }

    private static Json.Obj whole(Json.Obj message, Json.Obj usage) {
        var choice = Json.object("index", Json.number(0))
                .with("message", message.with("role", Json.text("assistant")))
                .with("finish_reason", Json.text(Brain.reason(message)));
        return head("chat.completion").with("choices", Json.array(choice)).with("usage", usage);
    }

    private static String streamed(Json.Obj message, Json.Obj usage) {
        var delta = Json.object("index", Json.number(0)).with("delta", message.with("role", Json.text("assistant")));
        var end = Json.object("index", Json.number(0))
                .with("delta", Json.object())
                .with("finish_reason", Json.text(Brain.reason(message)));
        var chunk = head("chat.completion.chunk");
        var events = List.of(
                chunk.with("choices", Json.array(delta)),
                chunk.with("choices", Json.array(end)),
                chunk.with("choices", Json.array(List.of())).with("usage", usage));
        var text = new StringBuilder();
        events.forEach(event -> text.append("data: ").append(event.write()).append("\n\n"));
        return text.append("data: [DONE]\n\n").toString();
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
