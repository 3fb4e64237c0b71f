package dev.baton.bench.doors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A model behind OpenAI's API that streams a sentence at a fixed pace, and remembers when it sent each. Whoever is to be
 * answered writes {@code stream NUMBER} into the message.
 */
public final class DrippingModel implements AutoCloseable {
    private static final Pattern STREAM = Pattern.compile("stream ([0-9]+)(?!.*stream [0-9])", Pattern.DOTALL);
    static final String SENTENCE = "The river is calm and the ferry goes. ";

    private final HttpServer server;
    private final Duration pace;
    private final int sentences;
    private final Map<Integer, long[]> sent = new ConcurrentHashMap<>();

    public DrippingModel(Duration pace, int sentences) throws IOException {
        this.pace = pace;
        this.sentences = sentences;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** When each sentence of a stream was sent; nothing when it was never asked for. */
    long[] sent(int stream) {
        return sent.getOrDefault(stream, new long[0]);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var number = STREAM.matcher(body);
            var times = new long[sentences];
            if (number.find()) {
                sent.put(Integer.parseInt(number.group(1)), times);
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            var due = System.nanoTime();
            for (var i = 0; i < sentences; i++) {
                times[i] = System.nanoTime();
                out.write(chunk(Json.object("content", Json.text(SENTENCE)), Json.Null.INSTANCE));
                out.flush();
                due += pace.toNanos();
                while (due > System.nanoTime()) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
            out.write(chunk(Json.object(), Json.text("stop")));
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] chunk(Json.Obj delta, Json finish) {
        var choice = Json.object("index", Json.number(0)).with("delta", delta).with("finish_reason", finish);
        var chunk = Json.object("id", Json.text("chatcmpl-1"))
                .with("object", Json.text("chat.completion.chunk"))
                .with("created", Json.number(1))
                .with("model", Json.text("dripping"))
                .with("choices", Json.array(choice));
        return ("data: " + chunk.write() + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
