package dev.baton.testkit.model.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.json.Json;
import dev.baton.testkit.model.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A provider of models on a free port of this machine. */
public final class ModelServer implements AutoCloseable {
    private final Wire wire;
    private final Function<Json, Answer> answers;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<Held> held = Optional.empty();

    /** Requests that are there and have no byte of an answer yet. */
    public record Held(CountDownLatch arrived, CountDownLatch released) {}

    /** What was received. */
    public record Request(String path, Map<String, List<String>> headers, Json body) {
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst();
        }
    }

    /** @param answers to what was asked, as the provider's JSON says it; called for several requests at a time */
    public ModelServer(Wire wire, Function<Json, Answer> answers) {
        this.wire = wire;
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** One that gives these answers, each once; after the last it answers 500. */
    public static ModelServer answering(Wire wire, Answer... script) {
        var queue = new ArrayDeque<>(List.of(script));
        return new ModelServer(wire, request -> {
            synchronized (queue) {
                return Optional.ofNullable(queue.poll())
                        .orElse(new Answer.Status(500, Optional.empty(), "the script is at its end"));
            }
        });
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!wire.takes(path)) {
                send(exchange, 404, wire.error(404, "there is nothing at " + path));
                return;
            }
            var json = Json.parse(body);
            requests.add(new Request(path, Map.copyOf(exchange.getRequestHeaders()), json));
            held.ifPresent(ModelServer::keepWaiting);
            answer(exchange, answers.apply(json), json);
        }
    }

    private static void keepWaiting(Held held) {
        held.arrived().countDown();
        try {
            held.released().await();
        } catch (InterruptedException e) {
            // the server is closed: what would be answered now reaches nobody
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever asks from now on waits for the first byte until that is released. */
    public Held hold() {
        var hold = new Held(new CountDownLatch(1), new CountDownLatch(1));
        held = Optional.of(hold);
        return hold;
    }

    private void answer(HttpExchange exchange, Answer answer, Json request) throws IOException {
        switch (answer) {
            case Answer.Status(var code, var retryAfter, var message) -> {
                retryAfter.ifPresent(
                        pause -> exchange.getResponseHeaders().set("Retry-After", String.valueOf(pause.toSeconds())));
                send(exchange, code, wire.error(code, message));
            }
            case Answer.Silent() -> untilClosed();
            case Answer.Stalled ignored -> {
                stream(exchange, wire.events(answer, request));
                untilClosed();
            }
            case Answer.Cut ignored -> {
                // a length that never comes is an end in the middle
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 1_000_000);
                write(exchange, wire.events(answer, request));
            }
            case Answer.Text ignored -> stream(exchange, wire.events(answer, request));
            case Answer.Calls ignored -> stream(exchange, wire.events(answer, request));
            case Answer.Form ignored -> stream(exchange, wire.events(answer, request));
            case Answer.Refusal ignored -> stream(exchange, wire.events(answer, request));
            case Answer.TooLong ignored -> stream(exchange, wire.events(answer, request));
            case Answer.Overloaded ignored -> stream(exchange, wire.events(answer, request));
            case Answer.Unfinished ignored -> stream(exchange, wire.events(answer, request));
            case Answer.Garbled ignored -> stream(exchange, wire.events(answer, request));
        }
    }

    private void untilClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, Json body) throws IOException {
        var octets = body.write().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
    }

    private static void stream(HttpExchange exchange, List<String> events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        write(exchange, events);
    }

    private static void write(HttpExchange exchange, List<String> events) throws IOException {
        for (var event : events) {
            exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }
    }

    /** Without a path. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
