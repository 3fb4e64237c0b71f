package dev.baton.server.door.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.server.door.DoorClient;
import dev.baton.server.door.DoorContract;
import dev.baton.server.door.Npm;
import dev.baton.server.story.Shop;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class McpSessionDoorTest extends DoorContract {
    private static final String INSPECTOR = "@modelcontextprotocol/inspector";

    @Override
    protected DoorClient open(String url, String persona) {
        return new McpSessionDoor(url, persona);
    }

    @Override
    protected String name() {
        return "mcp";
    }

    @Override
    protected String word(HandoffState state) {
        return state.word();
    }

    @Test
    void givenTheOfficialSdk_thenItsUserIsAskedForWhatIsMissing_thenByTheAgent_andTheCallEndsWithTheReceipt() {
        var asked = new CopyOnWriteArrayList<String>();
        var progress = new CopyOnWriteArrayList<String>();
        var mapper = new JacksonMcpJsonMapper(JsonMapper.builder().build());
        var transport = HttpClientStreamableHttpTransport.builder(shop().url())
                .endpoint("/mcp")
                .jsonMapper(mapper)
                .build();
        try (var client = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(60))
                .initializationTimeout(Duration.ofSeconds(60))
                .clientInfo(McpSchema.Implementation.builder("test", "1").build())
                .capabilities(
                        new McpSchema.ClientCapabilities.Builder().elicitation().build())
                .elicitation(request -> {
                    asked.add(String.valueOf(request.requestedSchema().get("properties")));
                    return new McpSchema.ElicitResult(
                            McpSchema.ElicitResult.Action.ACCEPT,
                            asked.size() == 1 ? Map.of("wish", "refund") : Map.of("value", "lid"));
                })
                .progressConsumer(told -> progress.add(told.message()))
                .build()) {
            client.initialize();
            var tool = client.listTools().tools().stream()
                    .filter(it -> it.name().equals("damaged-order"))
                    .findFirst()
                    .orElseThrow();

            var result = client.callTool(McpSchema.CallToolRequest.builder("damaged-order")
                    .arguments(Map.of("customerId", "CUS-0001", "orderId", Shop.SMALL, "issue", "missing-part"))
                    .progressToken("p-1")
                    .build());

            assertThat(tool.description()).startsWith("Something arrived broken");
            assertThat(asked).hasSize(2);
            assertThat(asked.getFirst()).contains("wish", "money back").doesNotContain("orderId");
            assertThat(asked.getLast()).contains("lid", "pot");
            assertThat(progress).contains("We are checking your order");
            assertThat(result.isError()).isFalse();
            assertThat(String.valueOf(result.structuredContent())).contains("state=completed", "outcome=refunded");
            assertThat(shop().effects("createRefund")).isEqualTo(1);
        }
    }

    @Test
    void givenACallThatIsCalledOff_thenItsHandoffIs_butALostConnectionEndsNothing() {
        try (var wire = McpWire.session(shop().url(), TILL, Json.object())) {
            var lost = call(wire, Shop.LARGE, "lost");
            try (var stream = wire.open(lost.write())) {
                assertThat(words(stream.next())).contains("checking your order");
            }
            var handoff = idOf("lost");
            shop().awaitEvent(handoff, "ApprovalAsked");

            assertThat(door().look(handoff).orElseThrow().state()).isEqualTo("approval-required");

            var again = call(wire, Shop.LARGE, "lost");
            try (var stream = wire.open(again.write())) {
                stream.next();
                var cancellation = Json.object()
                        .with("jsonrpc", "2.0")
                        .with("method", "notifications/cancelled")
                        .with("params", Json.object("requestId", again.get("id").orElseThrow()));
                assertThat(wire.post(cancellation.write()).status()).isEqualTo(202);
                while (stream.next().isPresent()) {
                    // what was said before it was called off
                }
            }
            assertThat(door().awaitEnd(handoff).state()).isEqualTo("canceled");
            assertThat(shop().effects("createRefund")).isZero();
        }
    }

    private static Json.Obj call(McpWire wire, String order, String key) {
        var meta = Json.object().with("progressToken", key).with(CallWishes.KEY, key);
        return wire.request(
                "tools/call",
                McpWire.toolCall("damaged-order", claim(order, "damaged")).with("_meta", meta));
    }

    private static String words(Optional<Json.Obj> message) {
        return message.flatMap(it -> it.get("params"))
                .flatMap(params -> params.textAt("message"))
                .orElse("");
    }

    private String idOf(String key) {
        return switch (door().submit("damaged-order", claim(Shop.LARGE, "damaged"), key)) {
            case DoorClient.Reply.Accepted(var handoff) -> handoff;
            case DoorClient.Reply.Refused(var why) -> throw new AssertionError(why);
        };
    }

    @Test
    void givenTheInspector_thenItListsAndCalls() {
        var inspector = Npm.with("inspector", INSPECTOR + "@0.15.0");

        var list = inspector.run(INSPECTOR + "/cli/build/cli.js", inspecting("tools/list"));
        var call = inspector.run(
                INSPECTOR + "/cli/build/cli.js",
                inspecting(
                        "tools/call",
                        "--tool-name",
                        "damaged-order",
                        "--tool-arg",
                        "customerId=CUS-0001",
                        "--tool-arg",
                        "orderId=" + Shop.SMALL,
                        "--tool-arg",
                        "issue=damaged",
                        "--tool-arg",
                        "wish=refund"));

        assertThat(list.exit()).as(list.text()).isZero();
        assertThat(list.text()).contains("\"damaged-order\"", "\"handoff_status\"");
        assertThat(call.text()).contains("\"completed\"", "\"refunded\"");
    }

    private List<String> inspecting(String method, String... more) {
        var target = Stream.of("--cli", shop().url() + "/mcp", "--transport", "http", "--method", method);
        return Stream.concat(target, Stream.of(more)).toList();
    }
}
