package dev.baton.examples.backoffice.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The listening socket, on loopback only: one virtual thread per request. */
public final class HttpFront implements AutoCloseable {
    /** A body that is too long is read on to here, so that a well-meant caller gets to read the refusal. */
    private static final int DRAIN_LIMIT = 1024 * 1024;

    /** Connections that may wait to be accepted; with the default of 50 a burst of callers waits a second for TCP. */
    private static final int BACKLOG = 1024;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpFront(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to listen.
     *
     * @param port the port, or 0 for any free one
     * @throws UncheckedIOException when the port is taken
     */
    public static HttpFront start(int port, Dispatcher dispatcher) {
        // Without this the JDK's server leaves Nagle's algorithm on, which costs 40 ms per kept-alive request.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/", exchange -> exchange(exchange, dispatcher));
            server.start();
            return new HttpFront(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    /** The port in use. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The address to call it at. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }

    private static void exchange(HttpExchange exchange, Dispatcher dispatcher) throws IOException {
        try (exchange) {
            switch (reply(exchange, dispatcher)) {
                case Reply.Answered(Response response) -> send(exchange, response);
                case Reply.Dropped() -> {} // closing an exchange that sent no headers closes its connection
            }
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // the trace is for the person at the terminal, never for the caller
    private static Reply reply(HttpExchange exchange, Dispatcher dispatcher) throws IOException {
        Request request = read(exchange);
        try {
            return dispatcher.dispatch(
                    exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), request);
        } catch (ProblemException e) {
            return new Reply.Answered(e.problem().response());
        } catch (RuntimeException e) {
            e.printStackTrace();
            String detail = "The back office failed on this request; whether it was done is not known. Look it up.";
            return new Reply.Answered(Problem.of(500, "failed", detail).response());
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        firstOf(values).ifPresent(value -> headers.put(name.toLowerCase(Locale.ROOT), value)));
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return new Request(Map.of(), query, headers, readContent(exchange.getRequestBody()));
    }

    private static Optional<String> firstOf(List<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.ofNullable(values.getFirst());
    }

    private static byte[] readContent(InputStream body) throws IOException {
        byte[] content = body.readNBytes(DRAIN_LIMIT);
        return content.length <= Request.BODY_LIMIT ? content : Arrays.copyOf(content, Request.BODY_LIMIT + 1);
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        boolean empty = response.body().length == 0;
        exchange.sendResponseHeaders(response.status(), empty ? -1 : response.body().length);
        if (!empty) {
            exchange.getResponseBody().write(response.body());
        }
    }
}
