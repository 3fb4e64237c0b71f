package dev.baton.server.door.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import dev.baton.server.fake.FakePlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the door refuses, and who sees what; in both eras of the protocol. */
class McpTest {
    private static final Contract CONTRACT = new Contract(
            new ContractId("damaged-order", 1),
            "Something arrived broken",
            List.of("role:service", "role:refund-lead", "role:customer"),
            Optional.empty(),
            true,
            Json.parse("{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"customerId\",\"orderId\"],"
                            + "\"properties\":{\"customerId\":{\"type\":\"string\",\"x-trusted\":true},"
                            + "\"orderId\":{\"type\":\"string\",\"x-ask\":\"Which order is it?\"},"
                            + "\"wish\":{\"enum\":[\"refund\"],\"x-words\":{\"refund\":[\"money\"]}}}}")
                    .asObject(),
            Json.object("type", Json.text("object")),
            Map.of(),
            List.of(),
            Map.of());

    private static final FakeServer SERVER = new FakeServer(new FakePlatform() {
        @Override
        public List<Contract> contracts() {
            return List.of(CONTRACT);
        }
    });

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static McpWire session(String persona) {
        return McpWire.session(SERVER.url(), persona, Json.object());
    }

    private static McpWire stateless() {
        return McpWire.stateless(SERVER.url(), "developer", Json.object());
    }

    private static List<String> tools(McpWire wire) {
        return wire.call("tools/list", Json.object()).result().get("tools").orElseThrow().asArray().stream()
                .flatMap(tool -> tool.textAt("name").stream())
                .toList();
    }

    @Test
    void givenWhoCalls_thenTheToolsAreThoseThatOneMayUse_andIdentityIsAskedOfThoseOnlyWhoCanNameOthers() {
        try (var customer = session("CUS-0001");
                var developer = session("developer");
                var omar = session("omar")) {
            assertThat(tools(customer)).contains("damaged-order", "handoff_status");
            assertThat(tools(omar)).doesNotContain("damaged-order").contains("handoff_status");
            assertThat(schema(customer)).doesNotContain("customerId").contains("Which order is it?");
            assertThat(schema(developer)).contains("customerId").doesNotContain("x-ask", "x-words", "x-trusted");
        }
    }

    private static String schema(McpWire wire) {
        return wire.call("tools/list", Json.object()).result().get("tools").orElseThrow().asArray().stream()
                .filter(tool -> tool.textAt("name").equals(Optional.of("damaged-order")))
                .map(tool -> tool.get("inputSchema").orElseThrow().write())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givenAToolThatIsNotThere_thenTheErrorNamesTheOneThatWasMeant() {
        for (var wire : List.of(session("developer"), stateless())) {
            try (wire) {
                var answer = wire.call("tools/call", McpWire.toolCall("damaged-ordr", Json.object()));
                assertThat(answer.errorCode()).isEqualTo(-32602);
                assertThat(answer.errorWords()).contains("damaged-ordr", "did you mean 'damaged-order'");
            }
        }
    }

    @Test
    void givenArgumentsThatDoNotFit_thenEveryProblemIsTold() {
        try (var wire = session("developer")) {
            var submitted = wire.call("tools/call", McpWire.toolCall("damaged-order", Json.object()));
            var asked = wire.call(
                    "tools/call",
                    McpWire.toolCall(
                            "handoff_answer",
                            Json.object("question", Json.number(7)).with("x", "y")));

            assertThat(submitted.isToolError()).isTrue();
            assertThat(submitted.words()).contains("'orderId' is missing", "/wish");
            assertThat(asked.isToolError()).isTrue();
            assertThat(asked.words()).contains("handoff", "value", "question", "x");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{oops                                             | -32700",
                "[]                                                | -32600",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]    | -32600",
                "{\"id\":1,\"method\":\"ping\"}                        | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}   | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1}                        | -32600"
            })
    void givenBrokenFraming_thenItIsTheProtocolsError(String body, long code) {
        try (var wire = session("developer")) {
            var answer = wire.post(body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo(code);
        }
    }

    @Test
    void givenTheWrongTypeOrTooMuch_thenItIsRefusedAsSuch() {
        try (var wire = session("developer")) {
            var large = wire.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + "x".repeat(1 << 20) + "\"}");
            var text = wire.with("Content-Type", "text/plain").post("{}");

            assertThat(large.status()).isEqualTo(413);
            assertThat(large.errorWords()).contains("1 MiB");
            assertThat(text.status()).isEqualTo(415);
        }
    }

    @Test
    void givenARevisionThatIsNotSpoken_thenTheOnesThatAreAreTold() {
        try (var wire = session("developer").with(McpWire.VERSION, "1999-01-01").with("Mcp-Method", "ping")) {
            var meta = Json.object()
                    .with(McpWire.RESERVED + "protocolVersion", "1999-01-01")
                    .with(McpWire.RESERVED + "clientCapabilities", Json.object());
            var answer =
                    wire.post(wire.request("ping", Json.object("_meta", meta)).write());

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo(-32022);
            assertThat(answer.errorWords()).contains("2026-07-28", "2025-11-25");
        }
    }

    @Test
    void givenASessionThatIsMissingUnknownOrOfSomebodyElse_thenItIsNotTheCallers_andOneThatEndedIsGone() {
        try (var wire = session("developer");
                var lena = session("lena")) {
            var hers = lena.call("ping", Json.object());
            var id = wire.call("ping", Json.object());
            assertThat(id.status()).isEqualTo(200);
            assertThat(hers.status()).isEqualTo(200);

            assertThat(wire.with("Baton-As", "lena").call("ping", Json.object()).status())
                    .isEqualTo(404);
            wire.with("Baton-As", "developer");
            try (var ended = wire.delete()) {
                assertThat(ended.status()).isEqualTo(204);
            }
            assertThat(wire.call("ping", Json.object()).status()).isEqualTo(404);
            assertThat(wire.without(McpWire.SESSION).call("ping", Json.object()).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void givenAForeignOrigin_thenNothingIsReadFromIt() {
        assertThat(SERVER.client
                        .post(
                                "/mcp",
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}",
                                "Origin",
                                "http://evil.example")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void givenAKeyOrAWaitThatIsNone_thenNothingStarts() {
        try (var wire = stateless()) {
            for (var meta : List.of(
                    Json.object(CallWishes.KEY, Json.text("two words")),
                    Json.object(CallWishes.WAIT, Json.text("soon")))) {
                var answer = wire.call(
                        "tools/call",
                        McpWire.toolCall(
                                        "damaged-order",
                                        FakeServer.about("ORD-77")
                                                .get("input")
                                                .orElseThrow()
                                                .asObject())
                                .with("_meta", meta));
                assertThat(answer.errorCode()).isEqualTo(-32602);
            }
        }
    }

    @Test
    void givenAClientThatTakesNoTasks_thenItIsToldWhatItWouldHaveToDeclare() {
        try (var wire = stateless()) {
            var answer = wire.call("tasks/get", Json.object("taskId", Json.text("h-1")));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo(-32021);
            assertThat(answer.last().write()).contains("io.modelcontextprotocol/tasks");
        }
    }

    @Test
    void givenAThousandIdleStreams_thenTheDoorAnswersAsBefore() throws Exception {
        var streams = new ArrayList<McpWire.Opened>();
        try (var wire = session("developer");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var opened = IntStream.range(0, 1000)
                    .mapToObj(ignored -> threads.submit(wire::get))
                    .toList();
            for (var stream : opened) {
                streams.add(stream.get());
            }
            assertThat(streams).hasSize(1000).allSatisfy(stream -> {
                assertThat(stream.status()).isEqualTo(200);
                assertThat(stream.line()).startsWith(":");
            });

            assertThat(wire.call("ping", Json.object()).status()).isEqualTo(200);
            assertThat(tools(wire)).contains("damaged-order");
        } finally {
            streams.forEach(McpWire.Opened::close);
        }
    }
}
