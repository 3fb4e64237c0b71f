package dev.baton.connect.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server of the Model Context Protocol over HTTP, as small as one can be, whose tools a test decides. */
final class FakeMcpServer implements AutoCloseable {
    private final HttpServer server;
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile String tools = "[]";
    private volatile Calling calling = (exchange, id, params) -> error(exchange, id, -32603, "nothing is set");

    /** Answers a call. */
    @FunctionalInterface
    interface Calling {
        void answer(HttpExchange exchange, Json id, Json params) throws IOException;
    }

    FakeMcpServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            var header = exchange.getRequestHeaders().getFirst("Authorization");
            authorizations.add(header == null ? "" : header);
            var request = Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var id = request.get("id").orElse(Json.Null.INSTANCE);
            switch (request.textAt("method").orElse("")) {
                case "initialize" ->
                    result(
                            exchange,
                            id,
                            "{\"protocolVersion\": \"2025-06-18\", \"capabilities\": {\"tools\": {\"listChanged\": true}},"
                                    + " \"serverInfo\": {\"name\": \"fake\", \"version\": \"1\"}}");
                case "tools/list" -> result(exchange, id, "{\"tools\": " + tools + "}");
                case "tools/call" ->
                    calling.answer(exchange, id, request.get("params").orElse(Json.object()));
                default -> exchange.sendResponseHeaders(202, -1);
            }
        }
    }

    static void result(HttpExchange exchange, Json id, String result) throws IOException {
        write(exchange, "{\"jsonrpc\": \"2.0\", \"id\": " + id.write() + ", \"result\": " + result + "}");
    }

    static void error(HttpExchange exchange, Json id, int code, String message) throws IOException {
        write(
                exchange,
                "{\"jsonrpc\": \"2.0\", \"id\": " + id.write() + ", \"error\": {\"code\": " + code + ", \"message\": \""
                        + message + "\"}}");
    }

    private static void write(HttpExchange exchange, String json) throws IOException {
        var octets = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, octets.length);
        exchange.getResponseBody().write(octets);
    }

    FakeMcpServer offering(String list) {
        tools = list;
        return this;
    }

    FakeMcpServer calling(Calling answer) {
        calling = answer;
        return this;
    }

    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
