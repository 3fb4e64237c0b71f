package dev.baton.connect.mcp;

import dev.baton.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A server that is started as a process: JSON-RPC by lines. It tells of itself what it was given. */
final class StdioServer {
    private static final String TOOL = """
            [{"name": "order", "description": "Finds an order", "inputSchema": {"type": "object"}}]""";

    private StdioServer() {}

    public static void main(String[] arguments) throws IOException {
        System.err.println("a word for nobody: " + System.getenv("SHOP_KEY"));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var message = Json.parse(line);
            var id = message.get("id");
            if (id.isPresent()) {
                var answer = Json.object("jsonrpc", Json.text("2.0"))
                        .with("id", id.get())
                        .with("result", result(message.textAt("method").orElse("")));
                System.out.println(answer.write());
                System.out.flush();
            }
        }
    }

    private static Json result(String method) {
        return switch (method) {
            case "initialize" ->
                Json.parse("{\"protocolVersion\": \"2025-06-18\", \"capabilities\": {\"tools\": {}},"
                        + " \"serverInfo\": {\"name\": \"stdio\", \"version\": \"1\"}}");
            case "tools/list" -> Json.object("tools", Json.parse(TOOL));
            case "tools/call" -> Json.object("content", Json.array()).with("structuredContent", itself());
            default -> Json.object();
        };
    }

    private static Json itself() {
        return Json.object("key", Json.text(String.valueOf(System.getenv("SHOP_KEY"))))
                .with("names", Json.texts(System.getenv().keySet()))
                .with("folder", Path.of("").toAbsolutePath().toString());
    }
}
