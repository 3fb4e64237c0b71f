package dev.baton.connect.mcp;

import dev.baton.connect.Connections;
import dev.baton.connect.Given;
import dev.baton.connect.Refunds;
import dev.baton.connect.ShopTools;
import dev.baton.json.Json;
import dev.baton.testkit.SettableClock;
import dev.baton.testkit.tool.Trouble;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.Toolbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A shop that speaks the Model Context Protocol: {@code order} reads, {@code refund} writes and takes a key. */
final class McpCase implements ShopTools {
    static final String TOOLS = """
            [{"name": "order", "description": "Finds an order", "inputSchema": {"type": "object"},
              "outputSchema": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
              "annotations": {"readOnlyHint": true}},
             {"name": "refund", "description": "Pays back", "inputSchema": {"type": "object",
              "required": ["amountMinor", "key"], "additionalProperties": false,
              "properties": {"amountMinor": {"type": "integer"}, "key": {"type": "string"}}},
              "outputSchema": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
              "annotations": {"readOnlyHint": true, "idempotentHint": true}}]""";

    private final FakeMcpServer server = new FakeMcpServer().offering(TOOLS);
    private final Refunds refunds = new Refunds();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Connections connections;

    McpCase(Path folder) throws Exception {
        server.calling((exchange, id, params) -> {
            var arguments = params.get("arguments").orElse(Json.object());
            var answer = params.textAt("name").orElse("").equals("order")
                    ? "{\"id\": \"ORD-1\"}"
                    : refunds.done(arguments.textAt("key").orElseThrow());
            FakeMcpServer.result(exchange, id, "{\"content\": [], \"structuredContent\": " + answer + "}");
        });
        connections = accepted(definition(server.url()), folder);
    }

    static ConnectionDefinition definition(String url) {
        return Given.connection(url)
                .type("mcp")
                .tool("read", Given.operation("order", Access.READ))
                .tool("write", Given.keyed("refund", "key"))
                .auth("${secret.TOKEN}", Optional.empty())
                .definition();
    }

    /** Opens a connection after its tools were accepted. */
    static Connections accepted(ConnectionDefinition definition, Path folder) throws Exception {
        var connections = open(definition, folder);
        ToolLock.read(folder).accept(definition.name(), connections.digests(definition.name()));
        connections.close();
        return open(definition, folder);
    }

    static Connections open(ConnectionDefinition definition, Path folder) throws InterruptedException {
        return Connections.open(
                List.of(definition), text -> text.replace("${secret.TOKEN}", SECRET), folder, new SettableClock());
    }

    @Override
    public Toolbox tools() {
        return connections;
    }

    @Override
    public List<String> effects() {
        return refunds.effects();
    }

    @Override
    public void begin(Trouble trouble) {
        switch (trouble) {
            case IS_GONE -> server.close();
            case REFUSES -> answering("{\"isError\": true, \"content\": [{\"type\": \"text\", \"text\": \"no\"}]}");
            case CUTS_ANSWERS ->
                server.calling((exchange, id, params) -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write("{\"jsonrpc\": ".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                });
            case NEVER_ANSWERS ->
                server.calling((exchange, id, params) -> {
                    try {
                        over.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            case ANSWERS_TOO_MUCH ->
                answering("{\"content\": [{\"type\": \"text\", \"text\": \"" + "x".repeat(5 << 20) + "\"}]}");
            case ANSWERS_NONSENSE -> answering("{\"content\": [], \"structuredContent\": {\"id\": 7}}");
            case REPEATS_SECRETS ->
                answering("{\"isError\": true, \"content\": [{\"type\": \"text\", \"text\": \"the token " + SECRET
                        + " may not\"}]}");
        }
    }

    private void answering(String result) {
        server.calling((exchange, id, params) -> FakeMcpServer.result(exchange, id, result));
    }

    @Override
    public void close() {
        over.countDown();
        connections.close();
        server.close();
    }
}
