package dev.baton.connect.calendar;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What stands before a calendar on loopback: hands requests on, until it is told to make trouble. */
final class CalendarServer implements AutoCloseable {
    static final String USER = "baton";
    static final String PASSWORD = "hunter2-calendar";

    /** Keeps the events. */
    interface Backend extends AutoCloseable {
        Answer answer(Request request) throws IOException, InterruptedException;

        /** The text of each event that is there. */
        List<String> events();

        /** The path of the calendar. */
        String path();

        @Override
        void close();
    }

    record Request(String method, String path, Map<String, List<String>> headers, String body) {
        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> name.equalsIgnoreCase(header.getKey()))
                    .map(header -> header.getValue().getFirst())
                    .findFirst();
        }
    }

    record Answer(int status, String body, Optional<String> etag) {}

    /** How an answer goes out. */
    interface Manner {
        void give(HttpExchange exchange, Request request) throws IOException, InterruptedException;
    }

    private final Backend backend;
    private final HttpServer server;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Manner manner = this::handOn;

    CalendarServer(Backend backend) {
        this.backend = backend;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            manner.give(
                    exchange,
                    new Request(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Backend backend() {
        return backend;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + backend.path();
    }

    void each(Manner other) {
        manner = other;
    }

    void handOn(HttpExchange exchange, Request request) throws IOException, InterruptedException {
        var answer = backend.answer(request);
        answer.etag().ifPresent(etag -> exchange.getResponseHeaders().add("ETag", etag));
        send(exchange, answer.status(), answer.body());
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        var octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        if (octets.length > 0) {
            exchange.getResponseBody().write(octets);
        }
    }

    /** Does what it is asked, and says it only in part. */
    void cutOff(HttpExchange exchange, Request request) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(backend.answer(request).status(), 1000);
        exchange.getResponseBody().write("<?xml".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    void sayNothing(HttpExchange exchange, Request request) throws InterruptedException {
        over.await(60, TimeUnit.SECONDS);
    }

    /** Does what it is asked, and says more than anybody wants to read. */
    void sayTooMuch(HttpExchange exchange, Request request) throws IOException, InterruptedException {
        send(exchange, backend.answer(request).status(), " ".repeat(9 << 20));
    }

    void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        over.countDown();
        stop();
        backend.close();
    }
}
