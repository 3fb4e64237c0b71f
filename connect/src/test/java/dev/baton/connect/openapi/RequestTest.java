package dev.baton.connect.openapi;

import static dev.baton.connect.FakeSystem.status;
import static dev.baton.connect.openapi.Documents.body;
import static dev.baton.connect.openapi.Documents.parameter;
import static dev.baton.connect.openapi.Documents.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.FakeSystem;
import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.tool.ConnectionDefinition.ToolDeclaration;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire for given arguments. */
class RequestTest {
    private final FakeSystem system = new FakeSystem();

    @AfterEach
    void close() {
        system.close();
    }

    private ToolResult call(String paths, ToolDeclaration declaration, ToolCall call) throws InterruptedException {
        system.describedBy(Documents.of("3.1.0", paths));
        try (var connections = Given.connection(system.descriptionUrl())
                .tool("op", declaration)
                .opened()) {
            return Given.found(connections, "op").call(call);
        }
    }

    private ToolResult call(String paths, String args) throws InterruptedException {
        return call(paths, Given.operation("op"), Given.call(args));
    }

    private FakeSystem.Request sent(String paths, String args) throws InterruptedException {
        call(paths, args);
        assertThat(system.calls()).hasSize(1);
        return system.calls().getFirst();
    }

    private static String byId(String schema) {
        return path("/orders/{id}/items", "get", "op", "\"parameters\": [" + parameter("path", "id", schema) + "],");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "ORD-1 /orders/ORD-1/items",
                "a/b?c /orders/a%2Fb%3Fc/items",
                "a%2Fb /orders/a%252Fb/items",
                "x;y=1 /orders/x%3By%3D1/items",
                "#W26 /orders/%23W26/items",
                "ä€😀 /orders/%C3%A4%E2%82%AC%F0%9F%98%80/items",
                "a.b..c /orders/a.b..c/items",
                "{id} /orders/%7Bid%7D/items",
                "$1\\x /orders/%241%5Cx/items",
                "a:b@c /orders/a%3Ab%40c/items",
                "~-_. /orders/~-_./items"
            })
    void aValueInThePathStaysWithinItsSegment(String value, String target) throws Exception {
        var request = sent(
                byId("{\"type\": \"string\"}"),
                Json.object("id", Json.text(value)).write());
        assertThat(request.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../x",
                "..\\x",
                "a/../../admin",
                "a/..",
                "./a",
                "..;/x",
                "..;jsessionid=1",
                "a\u0000b",
                "a\r\nHost: evil"
            })
    void aValueThatWouldLeadToAnotherPathIsNotSent(String value) throws Exception {
        var result = call(
                byId("{\"type\": \"string\"}"),
                Json.object("id", Json.text(value)).write());
        assertThat(result).isInstanceOfSatisfying(ToolResult.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.INVALID);
            assertThat(refused.reason()).startsWith("shop.op was not called: id ");
        });
        assertThat(system.calls()).isEmpty();
    }

    @Test
    void twoHarmlessValuesMayNotMakeDotsTogether() throws Exception {
        var paths = path(
                "/files/{a}.{b}/x",
                "get",
                "op",
                "\"parameters\": [" + parameter("path", "a", "{}") + "," + parameter("path", "b", "{}") + "],");
        assertThat(call(paths, "{\"a\": \"x\", \"b\": \"y\"}")).isInstanceOf(ToolResult.Refused.class);
        assertThat(system.calls()).hasSize(1);

        var joined = path(
                "/files/{a}{b}",
                "get",
                "op",
                "\"parameters\": [" + parameter("path", "a", "{}") + "," + parameter("path", "b", "{}") + "],");
        assertThat(call(joined, "{\"a\": [\"\", \"\"], \"b\": [\".\"]}")).isInstanceOf(ToolResult.Refused.class);
        assertThat(call(joined, "{\"a\": \"..\", \"b\": \"x\"}")).isInstanceOf(ToolResult.Refused.class);
        assertThat(system.calls()).hasSize(1);
    }

    /** Whatever the value is, the system sees the path that was described, and decodes the value that was given. */
    @Test
    void noValueEverChangesThePath() throws Exception {
        system.describedBy(Documents.of("3.1.0", byId("{\"type\": \"string\"}")));
        try (var connections =
                Given.connection(system.descriptionUrl()).tool("op").opened()) {
            var tool = Given.found(connections, "op");
            for (var seed = 0; seed < 300; seed++) {
                var random = new SplittableRandom(seed);
                var value = nasty(random);
                var before = system.calls().size();
                var result =
                        tool.call(Given.call(Json.object("id", Json.text(value)).write()));
                var calls = system.calls();
                if (calls.size() == before) {
                    assertThat(result).as("seed %s, '%s'", seed, value).isInstanceOf(ToolResult.Refused.class);
                    continue;
                }
                var target = calls.getLast().target();
                assertThat(target).as("seed %s, '%s'", seed, value).matches("/orders/[A-Za-z0-9._~%-]+/items");
                var segment = target.substring("/orders/".length(), target.length() - "/items".length());
                assertThat(java.net.URI.create("x:/" + segment).getPath().substring(1))
                        .as("seed %s", seed)
                        .isEqualTo(value);
            }
        }
    }

    private static String nasty(SplittableRandom random) {
        var parts = new String[] {
            "/", "\\", ".", "..", "%2e", "%2F", "?", "#", ";", "a", "ö", " ", "\n", "&", "=", ":", "@", "+"
        };
        var text = new StringBuilder();
        for (var i = random.nextInt(6); i >= 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | \"a&b=c d+e\" | ?q=a%26b%3Dc%20d%2Be",
                "`` | [1, 2.5, true] | ?q=1&q=2.5&q=true",
                "\"explode\": false, | [\"a,b\", \"c\"] | ?q=a%2Cb,c",
                "\"style\": \"spaceDelimited\", \"explode\": false, | [\"a\", \"b\"] | ?q=a%20b",
                "\"style\": \"pipeDelimited\", \"explode\": false, | [\"a\", \"b\"] | ?q=a%7Cb",
                "\"style\": \"deepObject\", | {\"from\": 1, \"t&o\": 2} | ?q%5Bfrom%5D=1&q%5Bt%26o%5D=2",
                "`` | {\"from\": 1, \"to\": 2} | ?from=1&to=2",
                "\"explode\": false, | {\"from\": 1, \"to\": 2} | ?q=from,1,to,2",
                "`` | [] | ``",
                "`` | null | ``"
            })
    void queriesAreWrittenInTheirStyle(String style, String value, String query) throws Exception {
        var parameters = "\"parameters\": [{\"in\": \"query\", \"name\": \"q\", %s \"schema\": {}}],".formatted(style);
        var request = sent(path("/search", "get", "op", parameters), "{\"q\": " + value + "}");
        assertThat(request.target()).isEqualTo("/search" + query);
    }

    @Test
    void aParameterDescribedAsJsonTravelsAsJson() throws Exception {
        var parameters = """
                "parameters": [{"in": "query", "name": "filter", "content": {"application/json": {"schema": {"type": "object"}}}}],""";
        var request = sent(path("/search", "get", "op", parameters), "{\"filter\": {\"a\": [1]}}");
        assertThat(request.target()).isEqualTo("/search?filter=%7B%22a%22%3A%5B1%5D%7D");
    }

    @Test
    void headersAndBodyAreSentFromOneFlatListOfArguments() throws Exception {
        var paths = path(
                "/orders/{id}",
                "post",
                "op",
                "\"parameters\": [" + parameter("path", "id", "{\"type\": \"integer\"}") + ","
                        + parameter("header", "X-Reason", "{\"type\": \"string\"}") + "],"
                        + body("""
                        {"type": "object", "properties": {"note": {"type": "string"}, "lines": {"type": "array"},
                         "id": {"type": "string"}, "gone": {"type": ["string", "null"]}}}"""));
        var request = sent(paths, """
                {"id": 7, "X-Reason": "broken glass", "note": "a\\u0001b", "lines": [1], "body_id": "other", "gone": null}""");
        assertThat(request.target()).isEqualTo("/orders/7");
        assertThat(request.header("X-Reason")).contains("broken glass");
        assertThat(request.header("Content-Type")).contains("application/json");
        assertThat(request.header("Accept").orElseThrow()).startsWith("application/json");
        assertThat(Json.parse(request.body()))
                .isEqualTo(Json.parse("{\"note\": \"a\\u0001b\", \"lines\": [1], \"id\": \"other\", \"gone\": null}"));
    }

    @Test
    void nullIsNoPartOfAPath() throws Exception {
        assertThat(call(byId("{}"), "{\"id\": null}"))
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("id is null"));
        assertThat(system.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\u0000", "naïve", "a\u007f"})
    void aValueThatAHeaderCannotCarryIsNotSent(String value) throws Exception {
        var paths = path("/orders", "get", "op", "\"parameters\": [" + parameter("header", "X-Reason", "{}") + "],");
        assertThat(call(paths, Json.object("X-Reason", Json.text(value)).write()))
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("X-Reason", "header"));
        assertThat(system.calls()).isEmpty();
    }

    @Test
    void aBodyThatIsNoObjectIsOneArgument() throws Exception {
        var paths = path("/orders", "post", "op", body("{\"type\": \"array\", \"items\": {\"type\": \"integer\"}}"));
        assertThat(sent(paths, "{\"body\": [1, 2]}").body()).isEqualTo("[1,2]");
    }

    @Test
    void aBodyIsSentInTheFormThatTheOperationTakes() throws Exception {
        var content = """
                "requestBody": {"content": {"text/xml": {}, %s "application/merge-patch+json; charset=utf-8": {"schema": {}}}},""";
        var patch = sent(path("/orders", "patch", "op", content.formatted("")), "{\"body\": {}}");
        assertThat(patch.header("Content-Type")).contains("application/merge-patch+json");
        call(
                path("/orders", "patch", "op", content.formatted("\"a/b\\r\\nX-Evil: 1+json\": {}, \"*/*\": {},")),
                "{\"body\": {}}");
        assertThat(system.calls().getLast().header("Content-Type")).contains("application/json");
        assertThat(system.calls().getLast().header("X-Evil")).isEmpty();
    }

    @Test
    void aRequiredBodyIsSentEvenWhenNothingIsInIt() throws Exception {
        var paths = path("/orders", "post", "op", body("{\"type\": \"object\", \"properties\": {\"a\": {}}}"));
        assertThat(sent(paths, "{}").body()).isEqualTo("{}");
    }

    @Test
    void anOptionalBodyIsLeftOutWhenNothingIsInIt() throws Exception {
        var paths = path("/orders", "post", "op", """
                "requestBody": {"content": {"application/json": {"schema": {"properties": {"a": {}}, "required": ["a"]}}}},""");
        var request = sent(paths, "{}");
        assertThat(request.body()).isEmpty();
        assertThat(request.header("Content-Type")).isEmpty();
    }

    @Test
    void argumentsThatDoNotFitAreNotSentAndNamed() throws Exception {
        var paths = path("/orders", "post", "op", body("""
                {"type": "object", "required": ["amount"], "properties": {"amount": {"type": "integer"}, "to": {"enum": ["a"]}}}"""));
        assertThat(call(paths, "{\"to\": \"secret value\", \"surplus\": 1}"))
                .isInstanceOfSatisfying(ToolResult.Refused.class, refused -> {
                    assertThat(refused.refusal()).isEqualTo(Refusal.INVALID);
                    assertThat(refused.reason())
                            .contains("amount", "to", "surplus")
                            .doesNotContain("secret value");
                });
        assertThat(system.calls()).isEmpty();
    }

    @Test
    void theEffectIdTravelsInTheHeaderThatTheFileNames() throws Exception {
        system.on("/pay", status(200, "{}"));
        var paths = path("/pay", "post", "op", "");
        call(paths, Given.keyed("op", "X-Request-Key"), Given.call("{}"));
        call(paths, Given.operation("op"), Given.call("{}"));
        assertThat(system.calls().get(0).header("X-Request-Key")).contains("eff-1");
        assertThat(system.calls().get(1).headers().toString()).doesNotContain("eff-1");
    }

    @Test
    void theEffectIdTravelsInTheBodyWhereTheOperationHasAFieldForIt() throws Exception {
        system.on("/pay", status(200, "{}"));
        var paths = path("/pay", "post", "op", body("""
                {"type": "object", "required": ["reference"], "properties": {"reference": {"type": "string"}, "sum": {}}}"""));
        assertThat(call(paths, Given.keyed("op", "reference"), Given.call("{\"sum\": 1}")))
                .isInstanceOf(ToolResult.Done.class);
        assertThat(Json.parse(system.calls().getFirst().body()).textAt("reference"))
                .contains("eff-1");
    }

    @Test
    void aWriteThatNeedsAKeyIsNotSentWithoutOne() throws Exception {
        var none = new ToolCall(Json.object(), Optional.empty(), Principal.SYSTEM, Duration.ofSeconds(5));
        var bad = new ToolCall(Json.object(), Optional.of("a\r\nb"), Principal.SYSTEM, Duration.ofSeconds(5));
        var paths = path("/pay", "post", "op", "");
        for (var call : new ToolCall[] {none, bad}) {
            assertThat(call(paths, Given.keyed("op", "Idempotency-Key"), call))
                    .isInstanceOfSatisfying(
                            ToolResult.Refused.class,
                            refused -> assertThat(refused.reason()).contains("idempotency key"));
        }
        assertThat(system.calls()).isEmpty();
    }
}
