package dev.baton.connect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A business system of a test: real HTTP on loopback, with answers that the test sets and requests that it can see. */
public final class FakeSystem implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What was received; the target is the path with query as it came over the wire. */
    public record Request(String method, String target, Map<String, List<String>> headers, String body) {
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst();
        }
    }

    @FunctionalInterface
    public interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    public FakeSystem() {
        this(0);
    }

    /** @param port 0 for a free one */
    public FakeSystem(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    uri.toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            answers.getOrDefault(uri.getRawPath(), status(404, "{}")).give(exchange);
        }
    }

    public FakeSystem on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public FakeSystem describedBy(String document) {
        return on("/openapi.json", status(200, document));
    }

    /** An answer with a status and a body; an empty text is no body at all. */
    public static Answer status(int status, String body, String... headers) {
        return exchange -> {
            for (var i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            var octets = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
            if (octets.length > 0) {
                exchange.getResponseBody().write(octets);
            }
        };
    }

    /** Closes the connection without a word. */
    public static Answer dropped() {
        return HttpExchange::close;
    }

    /** Sends status and headers, and closes the connection within the body. */
    public static Answer cutOff(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, 1000);
            exchange.getResponseBody().write("{\"begun\": ".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public String descriptionUrl() {
        return url() + "/openapi.json";
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The requests but those for the description. */
    public List<Request> calls() {
        return requests.stream()
                .filter(request -> !request.target().startsWith("/openapi"))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
