package dev.baton.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.fake.ApiClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever comes in, by whichever door: nobody calls a write, they only hand in work under a contract. */
class DoorFirewallTest {
    /** An approver, an operator, a service, a customer, and the developer, who may do everything else. */
    private static final List<String> PERSONAS = List.of("lena", "omar", DoorContract.TILL, "CUS-0001", "developer");

    private static final Map<String, Json> WRITES = Map.of(
            "billing.refund", Json.parse("{\"orderId\":\"ORD-100235\",\"amountMinor\":100,\"currency\":\"EUR\"}"),
            "billing.cancelRefund", Json.parse("{\"refundId\":\"RF-1\"}"),
            "shipping.replace", Json.parse("{\"orderId\":\"ORD-100235\"}"),
            "crm.note", Json.parse("{\"customerId\":\"CUS-0001\",\"text\":\"hello\"}"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void givenAWriteByItsName_thenNoDoorCallsItForAnybody() throws InterruptedException {
        try (var shop = DoorShop.open(folder, Map.of())) {
            for (var persona : PERSONAS) {
                WRITES.forEach((tool, args) -> {
                    for (var answer : tried(shop.as(persona), tool, args)) {
                        assertThat(isRefused(answer))
                                .as(persona + " was answered at "
                                        + answer.response().uri() + ": " + answer.text())
                                .isTrue();
                    }
                });
            }
            assertThat(shop.runs()).isEmpty();
            for (var operation : List.of("createRefund", "cancelRefund", "createReplacement", "addNote")) {
                assertThat(shop.effects(operation)).as(operation).isZero();
            }
        }
    }

    private static List<ApiClient.Answer> tried(ApiClient client, String tool, Json args) {
        var message = Json.object("messageId", Json.text("m-1"))
                .with("role", "ROLE_USER")
                .with(
                        "parts",
                        Json.array(Json.object(
                                "data", Json.object("contract", Json.text(tool)).with("input", args))));
        var asked = Json.object("role", Json.text("user")).with("content", "Call " + tool);
        var chat = Json.object("model", Json.text("support"))
                .with("messages", Json.array(asked))
                .with("tools", Json.array(Json.object("name", Json.text(tool))));
        return List.of(
                mcp(client, tool, args),
                client.post("/api/handoffs/" + tool, Json.object("input", args)),
                client.post("/a2a/message:send", Json.object("message", message), "A2A-Version", "1.0"),
                client.post("/v1/chat/completions", chat),
                client.post("/hooks/" + tool, args.asObject()),
                client.get("/api/contracts/" + tool + "/function"));
    }

    private static ApiClient.Answer mcp(ApiClient client, String tool, Json args) {
        var meta = Json.object("io.modelcontextprotocol/protocolVersion", Json.text("2026-07-28"))
                .with("io.modelcontextprotocol/clientInfo", Json.parse("{\"name\":\"test\",\"version\":\"1\"}"))
                .with("io.modelcontextprotocol/clientCapabilities", Json.object());
        var call = Json.object("jsonrpc", Json.text("2.0"))
                .with("id", Json.number(1))
                .with("method", "tools/call")
                .with(
                        "params",
                        Json.object("name", Json.text(tool))
                                .with("arguments", args)
                                .with("_meta", meta));
        return client.post(
                "/mcp",
                call,
                "Accept",
                "application/json, text/event-stream",
                "MCP-Protocol-Version",
                "2026-07-28",
                "Mcp-Method",
                "tools/call",
                "Mcp-Name",
                tool);
    }

    private static boolean isRefused(ApiClient.Answer answer) {
        return answer.status() >= 400
                || answer.text().contains("\"error\"")
                || answer.text().contains("\"isError\":true");
    }
}
