package dev.baton.server.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** Somebody outside who is told by HTTP: keeps what was posted and answers as a test wants it to. */
public final class Receiver implements AutoCloseable {

    /** What was posted. */
    public record Posted(String path, Map<String, String> headers, String body) {
        public String id() {
            return headers.getOrDefault("webhook-id", "");
        }

        public Json json() {
            return Json.parse(body);
        }

        public String type() {
            return json().textAt("type").orElse("");
        }
    }

    /**
     * How it answers.
     *
     * @param status 0 breaks the connection off
     */
    public record Reply(int status, Map<String, String> headers) {
        public static Reply of(int status) {
            return new Reply(status, Map.of());
        }
    }

    private final List<Posted> posted = new ArrayList<>();
    private final HttpServer server;
    private Function<Posted, Reply> replies = it -> Reply.of(204);

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** How it answers from here on. */
    public synchronized void replying(Function<Posted, Reply> other) {
        replies = other;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new LinkedHashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            var request = new Posted(
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var reply = keep(request);
            if (reply.status() > 0) {
                reply.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(reply.status(), -1);
            }
        }
    }

    private Reply keep(Posted request) {
        Function<Posted, Reply> how;
        synchronized (this) {
            posted.add(request);
            how = replies;
            notifyAll();
        }
        return how.apply(request);
    }

    public synchronized List<Posted> posted() {
        return List.copyOf(posted);
    }

    /** Waits until what was posted is as a test wants it. */
    public synchronized List<Posted> await(Duration atMost, Predicate<List<Posted>> wanted)
            throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!wanted.test(posted)) {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("not posted within " + atMost + "; posted was "
                        + posted.stream().map(it -> it.type() + " " + it.id()).toList());
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return List.copyOf(posted);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
