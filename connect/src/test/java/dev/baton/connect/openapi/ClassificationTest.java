package dev.baton.connect.openapi;

import static dev.baton.connect.FakeSystem.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.Connections;
import dev.baton.connect.FakeSystem;
import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer of a system means for a read and for a write. The clock stands at 2026-01-10T00:00:00Z. */
class ClassificationTest {
    private static final String ORDER = """
            {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}""";
    private static final String ANSWERS = """
            "responses": {
              "200": {"description": "ok", "content": {"application/json": {"schema": %s}}},
              "204": {"description": "nothing to say"}}""".formatted(ORDER);

    private final FakeSystem system = new FakeSystem().describedBy(Documents.of("3.1.0", """
                    "/order": {"get": {"operationId": "read", %1$s}, "post": {"operationId": "write", %1$s},
                               "put": {"operationId": "keyed", %1$s}}""".formatted(ANSWERS)));
    private Connections connections = Given.connection(system.descriptionUrl())
            .tool("read")
            .tool("write")
            .tool("keyed", Given.keyed("keyed", "Idempotency-Key"))
            .opened();

    ClassificationTest() throws InterruptedException {}

    @BeforeEach
    void isUp() {
        assertThat(connections.status().getFirst().up()).isTrue();
    }

    @AfterEach
    void close() {
        connections.close();
        system.close();
    }

    private ToolResult call(String tool, FakeSystem.Answer answer) throws InterruptedException {
        system.on("/order", answer);
        return Given.found(connections, tool).call(Given.call("{}"));
    }

    @Test
    void anAnswerThatFitsItsDescriptionIsDone() throws Exception {
        var expected = new ToolResult.Done(Json.object("id", Json.text("ORD-1")));
        assertThat(call("read", status(200, "{\"id\": \"ORD-1\"}"))).isEqualTo(expected);
        assertThat(call("write", status(200, "{\"id\": \"ORD-1\"}"))).isEqualTo(expected);
    }

    @Test
    void anAnswerWithoutABodyIsDoneWithNothing() throws Exception {
        assertThat(call("write", status(204, ""))).isEqualTo(new ToolResult.Done(Json.object()));
        assertThat(call("read", status(204, ""))).isEqualTo(new ToolResult.Done(Json.object()));
    }

    @Test
    void anyJsonIsDoneWhenTheDescriptionDoesNotTellAboutTheStatus() throws Exception {
        assertThat(call("write", status(201, "[1, null]")))
                .isEqualTo(new ToolResult.Done(Json.array(Json.number(1), Json.Null.INSTANCE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "{\"id\": 7}", "{}", "{\"id\": \"x\"", "", "null"})
    void anAnswerThatMakesNoSenseLeavesAWriteUnknownAndRefusesARead(String body) throws Exception {
        assertThat(call("write", status(200, body)))
                .isInstanceOfSatisfying(
                        ToolResult.Unknown.class,
                        unknown -> assertThat(unknown.reason()).startsWith("shop.write: answered with status 200"));
        assertThat(call("read", status(200, body)))
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID));
    }

    @Test
    void anAnswerThatDoesNotFitSaysWhereWithoutItsValues() throws Exception {
        assertThat(call("read", status(200, "{\"id\": {\"private\": \"alice\"}}")))
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("does not fit its own description", "/id")
                                .doesNotContain("alice"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID", "401, FORBIDDEN", "402, INVALID", "403, FORBIDDEN", "404, NOT_FOUND", "405, INVALID",
        "409, CONFLICT", "410, NOT_FOUND", "412, CONFLICT", "413, INVALID", "422, INVALID", "451, INVALID"
    })
    void aRefusalIsTheSameForReadsAndWrites(int status, Refusal refusal) throws Exception {
        var problem = status(status, "{\"type\": \"about:blank\", \"title\": \"No\", \"detail\": \"order is closed\"}");
        for (var tool : new String[] {"read", "write", "keyed"}) {
            assertThat(call(tool, problem))
                    .isEqualTo(new ToolResult.Refused(
                            refusal, "shop." + tool + ": answered with status " + status + ": order is closed"));
        }
    }

    @Test
    void aConflictAboutTheKeyItselfIsNoRefusalBecauseTheEarlierRequestMayYetBeDone() throws Exception {
        var inUse = status(409, "{\"title\": \"A request with this Idempotency-Key is still being processed\"}");
        assertThat(call("keyed", inUse)).isInstanceOf(ToolResult.Unknown.class);
        assertThat(call("write", inUse)).isInstanceOf(ToolResult.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 503, 504, 599, 408})
    void aFailureOfTheSystemLeavesAWriteUnknownAndAReadToBeTriedAgain(int status) throws Exception {
        var failure = status(status, "{\"title\": \"Oops\"}", "Retry-After", "7");
        assertThat(call("write", failure))
                .isEqualTo(new ToolResult.Unknown("shop.write: answered with status " + status + ": Oops"));
        assertThat(call("read", failure))
                .isEqualTo(new ToolResult.Unavailable(
                        "shop.read: answered with status " + status + ": Oops", Optional.of(Duration.ofSeconds(7))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 | PT30S",
                "0 | PT0S",
                "Sat, 10 Jan 2026 00:01:30 GMT | PT1M30S",
                "Fri, 09 Jan 2026 23:59:00 GMT | PT0S",
                "Thu, 10 Jan 2036 00:00:00 GMT | P1D",
                "99999999999999999999 | P1D",
                "soon | ",
                "-5 | "
            })
    void aSystemThatIsTooBusySaysWhenToComeBack(String retryAfter, Duration pause) throws Exception {
        var busy = status(429, "{}", "Retry-After", retryAfter);
        for (var tool : new String[] {"read", "write"}) {
            assertThat(call(tool, busy))
                    .isEqualTo(new ToolResult.Unavailable(
                            "shop." + tool + ": answered with status 429", Optional.ofNullable(pause)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 304, 399})
    void aStatusThatSaysNothingLeavesAWriteUnknown(int status) throws Exception {
        assertThat(call("write", status(status, ""))).isInstanceOf(ToolResult.Unknown.class);
        assertThat(call("read", status(status, ""))).isInstanceOf(ToolResult.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"detail\": \"first\", \"title\": \"second\"} | : first",
                "{\"title\": \"second\"} | : second",
                "{\"message\": \"third\"} | : third",
                "{\"error\": {\"message\": \"fourth\"}} | : fourth",
                "{\"error\": \"fifth\"} | : fifth",
                "{\"detail\": \"  \"} | ''",
                "{\"detail\": 7} | ''",
                "<h1>no</h1> | ''"
            })
    void theReasonIsWhatTheProblemSays(String body, String words) throws Exception {
        assertThat(call("read", status(422, body)))
                .isEqualTo(new ToolResult.Refused(Refusal.INVALID, "shop.read: answered with status 422" + words));
    }

    @Test
    void aReasonIsBoundedAndHoldsNothingThatSteersAScreen() throws Exception {
        var detail = Json.text("red \u001b[31m\u202e\u0000\n\tend" + "x".repeat(1000));
        assertThat(call("read", status(422, Json.object("detail", detail).write())))
                .isInstanceOfSatisfying(ToolResult.Refused.class, refused -> {
                    assertThat(refused.reason()).contains("red [31m endxxx").endsWith("…");
                    assertThat(refused.reason().length()).isLessThan(350);
                });
    }

    @Test
    void aFormatDescribesAnAnswerButLeavesNoWriteUnknown() throws Exception {
        system.describedBy(Documents.of("3.0.3", """
                "/order": {"post": {"operationId": "write", "responses": {"201": {"description": "ok", "content":
                {"application/json": {"schema": {"type": "object", "properties": {
                  "at": {"type": "string", "format": "date-time"},
                  "format": {"type": "string", "enum": ["pdf"]}}}}}}}}}"""));
        try (var other = Given.connection(system.descriptionUrl()).tool("write").opened()) {
            system.on("/order", status(201, "{\"at\": \"2026-01-10T10:00:00\", \"format\": \"pdf\"}"));
            assertThat(Given.found(other, "write").call(Given.call("{}"))).isInstanceOf(ToolResult.Done.class);
            system.on("/order", status(201, "{\"format\": \"doc\"}"));
            assertThat(Given.found(other, "write").call(Given.call("{}"))).isInstanceOf(ToolResult.Unknown.class);
        }
    }

    @Test
    void aNumberTooLargeForManyReadersIsTakenAsTextWhereAnIntegerIsDescribed() throws Exception {
        system.describedBy(Documents.of("3.0.3", """
                "/order": {"post": {"operationId": "write", "responses": {"201": {"description": "ok", "content":
                {"application/json": {"schema": {"type": "object", "properties": {
                  "id": {"type": "integer", "format": "int64"}}}}}}}}}"""));
        try (var other = Given.connection(system.descriptionUrl()).tool("write").opened()) {
            system.on("/order", status(201, "{\"id\": 9223372036854775807}"));
            assertThat(Given.found(other, "write").call(Given.call("{}")))
                    .isEqualTo(new ToolResult.Done(Json.object("id", Json.text("9223372036854775807"))));
        }
    }
}
