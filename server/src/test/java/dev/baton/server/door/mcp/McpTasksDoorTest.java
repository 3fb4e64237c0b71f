package dev.baton.server.door.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.server.door.DoorClient;
import dev.baton.server.door.DoorContract;
import dev.baton.server.story.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;

final class McpTasksDoorTest extends DoorContract {

    @Override
    protected DoorClient open(String url, String persona) {
        return new McpTasksDoor(url, persona);
    }

    @Override
    protected String name() {
        return "mcp";
    }

    /** An end that is no error of the protocol is a completed task, whose result says how it ended. */
    @Override
    protected String word(HandoffState state) {
        return switch (state) {
            case SUBMITTED, WORKING, APPROVAL_REQUIRED -> "working";
            case INPUT_REQUIRED -> "input_required";
            case COMPLETED, FAILED, REJECTED -> "completed";
            case CANCELED -> "cancelled";
        };
    }

    @Test
    void givenAClientThatTakesNoTasks_thenEachQuestionIsAResult_andTheSameCallGoesOnWithTheAnswer() {
        var arguments = claim(Shop.SMALL, "missing-part").without("wish");
        try (var wire = McpWire.stateless(shop().url(), TILL, Json.object("elicitation", Json.object()))) {
            var first = wire.call("tools/call", McpWire.toolCall("damaged-order", arguments))
                    .result();
            var second = answered(wire, arguments, first, Json.object("wish", Json.text("refund")));
            var third = answered(wire, arguments, second, Json.object("value", Json.text("lid")));

            assertThat(first.textAt("resultType")).contains("input_required");
            assertThat(first.write()).contains("money back");
            assertThat(second.textAt("resultType")).contains("input_required");
            assertThat(second.write()).contains("Which part is missing?");
            assertThat(third.textAt("resultType")).contains("complete");
            assertThat(third.get("structuredContent").orElseThrow().textAt("state"))
                    .contains("completed");
            assertThat(shop().runs()).hasSize(1);
            assertThat(shop().effects("createRefund")).isEqualTo(1);
        }
    }

    @Test
    void givenAPersonWhoDoesNotAnswer_thenNothingStarts() {
        var arguments = claim(Shop.SMALL, "damaged").without("wish");
        try (var wire = McpWire.stateless(shop().url(), TILL, Json.object("elicitation", Json.object()))) {
            var declined = Json.object("missing", Json.object("action", Json.text("decline")));
            var answer = wire.call(
                    "tools/call", McpWire.toolCall("damaged-order", arguments).with("inputResponses", declined));

            assertThat(answer.isToolError()).isTrue();
            assertThat(answer.words()).contains("Nothing was started", "wish");
            assertThat(shop().runs()).isEmpty();
        }
    }

    private static Json.Obj answered(McpWire wire, Json.Obj arguments, Json.Obj asked, Json.Obj content) {
        var question = asked.get("inputRequests")
                .orElseThrow()
                .asObject()
                .members()
                .keySet()
                .iterator()
                .next();
        var responses =
                Json.object(question, Json.object().with("action", "accept").with("content", content));
        return wire.call(
                        "tools/call",
                        McpWire.toolCall("damaged-order", arguments).with("inputResponses", responses))
                .result();
    }

    /** What a desktop client does: it starts a program, and speaks by lines. */
    @Test
    void givenTheBridgeToStandardInput_thenBothErasWorkThroughIt() throws Exception {
        var initialize = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}\n";
        var initialized = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n";
        var list = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}\n";
        var call = "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"damaged-order\","
                + "\"arguments\":" + claim(Shop.SMALL, "damaged").write() + ",\"_meta\":{\"progressToken\":7}}}\n";
        var discover = "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"server/discover\",\"params\":{\"_meta\":{"
                + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}\n";

        var lines = bridged(initialize + initialized + list + call + "not json\n");
        var stateless = bridged(discover);

        assertThat(lines)
                .allSatisfy(
                        line -> assertThat(Json.parse(line).textAt("jsonrpc")).contains("2.0"));
        assertThat(lines.getFirst()).contains("\"id\":1", "2025-11-25");
        assertThat(lines).anyMatch(line -> line.contains("\"id\":2") && line.contains("damaged-order"));
        assertThat(lines).anyMatch(line -> line.contains("\"progressToken\":7"));
        assertThat(lines).anyMatch(line -> line.contains("\"id\":3") && line.contains("\"completed\""));
        assertThat(lines).anyMatch(line -> line.contains("-32700"));
        assertThat(stateless).singleElement().asString().contains("2026-07-28", "tasks");
    }

    private List<String> bridged(String input) throws Exception {
        var program = java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java")
                .toString();
        var process = new ProcessBuilder(
                        program,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.baton.cli.Baton",
                        "mcp",
                        "--url",
                        shop().url(),
                        "--as",
                        TILL)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        var lines = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }
}
