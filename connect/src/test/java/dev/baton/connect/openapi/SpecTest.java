package dev.baton.connect.openapi;

import static dev.baton.connect.openapi.Documents.body;
import static dev.baton.connect.openapi.Documents.parameter;
import static dev.baton.connect.openapi.Documents.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.FakeSystem;
import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition.ToolDeclaration;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolSpec;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tool says of itself, made from a description. */
class SpecTest {
    private final FakeSystem system = new FakeSystem();

    @AfterEach
    void close() {
        system.close();
    }

    private ToolSpec spec(String document, ToolDeclaration declaration) throws InterruptedException {
        system.describedBy(document);
        try (var connections = Given.connection(system.descriptionUrl())
                .tool("op", declaration)
                .opened()) {
            return Given.found(connections, "op").spec();
        }
    }

    private ToolSpec spec(String version, String paths, String schemas) throws InterruptedException {
        return spec(Documents.of(version, paths, "{\"schemas\": {" + schemas + "}}"), Given.operation("op"));
    }

    private Json input(String version, String bodySchema, String schemas) throws InterruptedException {
        return spec(version, path("/x", "post", "op", body(bodySchema)), schemas)
                .input();
    }

    private static Json json(String text) {
        return Json.parse(text);
    }

    @Test
    void parametersAndBodyBecomeOneClosedObject() throws Exception {
        var document = Documents.of(
                "3.1.0",
                """
                "/orders/{id}": {
                  "parameters": [
                    {"in": "path", "name": "id", "required": true, "description": "the order", "schema": {"type": "string"}},
                    {"in": "query", "name": "dry", "schema": {"type": "integer"}}],
                  "post": {"operationId": "op",
                    "parameters": [
                      {"in": "query", "name": "dry", "required": true, "schema": {"type": "boolean"}},
                      {"in": "header", "name": "X-Shop", "schema": {"type": "string"}},
                      {"in": "cookie", "name": "session", "schema": {"type": "string"}},
                      {"in": "header", "name": "Authorization", "required": true, "schema": {"type": "string"}},
                      {"in": "header", "name": "x-api-KEY", "schema": {"type": "string"}},
                      {"in": "header", "name": "Idempotency-Key", "schema": {"type": "string"}}],
                    "requestBody": {"required": true, "content": {"application/json; charset=utf-8": {"schema": {
                      "type": "object", "required": ["amount"],
                      "properties": {"amount": {"type": "integer", "description": "in cents"}, "note": {"type": "string"}}}}}},
                    "responses": {"201": {"description": "done", "content": {"application/json": {"schema": {"type": "object"}}}}}}}
                """,
                "{\"securitySchemes\": {\"k\": {\"type\": \"apiKey\", \"in\": \"header\", \"name\": \"X-Api-Key\"}}}");
        var spec = spec(document, Given.operation("op"));
        assertThat(spec.input()).isEqualTo(json("""
                {"type": "object", "additionalProperties": false, "required": ["id", "dry", "amount"], "properties": {
                  "id": {"type": "string", "description": "the order"},
                  "dry": {"type": "boolean"},
                  "X-Shop": {"type": "string"},
                  "amount": {"type": "integer", "description": "in cents"},
                  "note": {"type": "string"}}}"""));
        assertThat(spec.output()).isEqualTo(json("{\"type\": \"object\"}"));
    }

    @Test
    void aNameThatOccursTwiceIsPrefixedByItsPlace() throws Exception {
        var paths = path(
                "/x/{id}",
                "post",
                "op",
                "\"parameters\": [" + parameter("header", "id", "{}") + "," + parameter("query", "id", "{}") + ","
                        + parameter("path", "id", "{}") + "],"
                        + body("{\"properties\": {\"id\": {}, \"body_id\": {}, \"x\": {}}}"));
        assertThat(spec("3.1.0", paths, "")
                        .input()
                        .get("properties")
                        .orElseThrow()
                        .asObject()
                        .members()
                        .keySet())
                .containsExactly("id", "query_id", "header_id", "body_id", "body_body_id", "x");
    }

    @Test
    void aBodyThatIsNoPlainObjectIsOneArgument() throws Exception {
        for (var schema : new String[] {
            "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}",
            "{\"oneOf\": [{\"type\": \"object\"}, {\"type\": \"string\"}]}",
            "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"integer\"}}",
            "{\"type\": [\"object\", \"null\"], \"properties\": {\"a\": {}}}",
            "{\"type\": \"object\", \"properties\": {\"a\": {}}, \"anyOf\": [{\"required\": [\"a\"]}]}"
        }) {
            var input = input("3.1.0", schema, "");
            assertThat(input.get("required")).as(schema).contains(json("[\"body\"]"));
            assertThat(input.get("properties")).as(schema).contains(Json.object("body", json(schema)));
        }
    }

    @Test
    void oneObjectExtendingAnotherIsTakenApart() throws Exception {
        var input = input("3.0.3", """
                {"allOf": [{"$ref": "#/components/schemas/Base"},
                           {"type": "object", "required": ["b"], "properties": {"b": {"type": "integer"}}}]}""", """
                "Base": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}""");
        assertThat(input.get("required")).contains(json("[\"a\", \"b\"]"));
        assertThat(input.get("properties"))
                .contains(json("{\"a\": {\"type\": \"string\"}, \"b\": {\"type\": \"integer\"}}"));
    }

    @Test
    void wordsOfOpenApi30AreTranslated() throws Exception {
        var properties = input("3.0.3", """
                {"type": "object", "properties": {
                  "a": {"type": "string", "nullable": true, "example": "x"},
                  "b": {"type": "string", "nullable": true, "enum": ["u", "v"]},
                  "c": {"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": false},
                  "d": {"nullable": true, "allOf": [{"$ref": "#/components/schemas/Money"}]},
                  "e": {"$ref": "#/components/schemas/Money"},
                  "h": {"$ref": "#/components/schemas/Money", "nullable": true, "description": "owed", "maximum": 3},
                  "f": {"type": "array", "items": {"type": "integer", "nullable": true}},
                  "g": {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/Money"}],
                        "discriminator": {"propertyName": "kind"}}}}""", """
                "Money": {"type": "integer", "nullable": false, "xml": {"name": "m"}}""").get("properties").orElseThrow();
        assertThat(properties).isEqualTo(json("""
                {"a": {"type": ["string", "null"], "examples": ["x"]},
                 "b": {"type": ["string", "null"], "enum": ["u", "v", null]},
                 "c": {"type": "number", "exclusiveMinimum": 0, "maximum": 9},
                 "d": {"anyOf": [{"allOf": [{"type": "integer"}]}, {"type": "null"}]},
                 "e": {"type": "integer"},
                 "h": {"type": ["integer", "null"], "description": "owed"},
                 "f": {"type": "array", "items": {"type": ["integer", "null"]}},
                 "g": {"oneOf": [{"type": "string"}, {"type": "integer"}]}}"""));
    }

    @Test
    void schemasOfOpenApi31StayAsTheyAre() throws Exception {
        var schema = """
                {"type": "object", "properties": {
                  "a": {"type": ["string", "null"], "const": "x", "examples": ["y"]},
                  "b": {"type": "number", "exclusiveMinimum": 0},
                  "c": {"type": "array", "prefixItems": [{"type": "string"}, true], "contains": {"type": "string"}},
                  "d": {"if": {"type": "string"}, "then": {"minLength": 1}, "else": false},
                  "properties": {"type": "object", "properties": {"$ref": {"type": "string"}}},
                  "nullable": {"enum": [{"nullable": true}, null]}}}""";
        assertThat(input("3.1.0", schema, "").get("properties"))
                .contains(json(schema).get("properties").orElseThrow());
    }

    @Test
    void wordsBesideAReferenceCountIn31() throws Exception {
        var properties = input("3.1.0", """
                {"type": "object", "properties": {
                  "a": {"$ref": "#/components/schemas/Money", "description": "what is owed"},
                  "b": {"$ref": "#/components/schemas/Money", "maximum": 5}}}""", """
                "Money": {"type": "integer", "description": "money"}""").get("properties").orElseThrow();
        assertThat(properties).isEqualTo(json("""
                {"a": {"type": "integer", "description": "what is owed"},
                 "b": {"maximum": 5, "allOf": [{"type": "integer", "description": "money"}]}}"""));
    }

    @Test
    void aSchemaThatContainsItselfAllowsAnythingFromThere() throws Exception {
        var input = input("3.1.0", "{\"$ref\": \"#/components/schemas/Node\"}", """
                "Node": {"type": "object", "properties": {
                  "name": {"type": "string"},
                  "children": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
                  "other": {"$ref": "#/components/schemas/Pair"}}},
                "Pair": {"type": "object", "properties": {"node": {"$ref": "#/components/schemas/Node"}}}""");
        assertThat(input.get("properties")).contains(json("""
                {"name": {"type": "string"}, "children": {"type": "array", "items": {}},
                 "other": {"type": "object", "properties": {"node": {}}}}"""));
    }

    @Test
    void readOnlyMembersAreNotAskedForAndWriteOnlyOnesNotExpected() throws Exception {
        var schemas = """
                "Order": {"type": "object", "required": ["id", "pin", "sum"], "properties": {
                  "id": {"type": "string", "readOnly": true}, "pin": {"type": "string", "writeOnly": true},
                  "sum": {"type": "integer"}}}""";
        var spec = spec("3.0.3", """
                "/x": {"post": {"operationId": "op",
                  %s
                  "responses": {"200": {"description": "ok", "content": {"application/json": {"schema":
                    {"$ref": "#/components/schemas/Order"}}}}}}}""".formatted(body("{\"$ref\": \"#/components/schemas/Order\"}")), schemas);
        assertThat(spec.input()
                        .get("properties")
                        .orElseThrow()
                        .asObject()
                        .members()
                        .keySet())
                .containsExactlyInAnyOrder("pin", "sum");
        assertThat(spec.input().get("required")).contains(json("[\"pin\", \"sum\"]"));
        assertThat(spec.output().get("required")).contains(json("[\"id\", \"sum\"]"));
    }

    @Test
    void answersOfSeveralKindsAreToldTogether() throws Exception {
        var spec = spec("3.1.0", """
                "/x": {"get": {"operationId": "op", "responses": {
                  "200": {"description": "a", "content": {"application/hal+json": {"schema": {"type": "object"}}}},
                  "2XX": {"description": "b", "content": {"application/json": {"schema": {"type": "array"}}}},
                  "204": {"description": "none"},
                  "404": {"description": "c", "content": {"application/json": {"schema": {"type": "string"}}}},
                  "default": {"description": "d", "content": {"application/json": {"schema": {"type": "null"}}}}}}}""", "");
        assertThat(spec.output()).isEqualTo(json("{\"anyOf\": [{\"type\": \"object\"}, {\"type\": \"array\"}]}"));
    }

    @Test
    void boundArgumentsAreNotOfferedButSent() throws Exception {
        var document = Documents.of("3.1.0", path("/notes", "post", "op", body("""
                {"required": ["text", "reference"], "properties": {"text": {}, "reference": {"type": "string"}}}""")));
        var spec = spec(document, Given.bound("op", "reference"));
        assertThat(spec.input()
                        .get("properties")
                        .orElseThrow()
                        .asObject()
                        .members()
                        .keySet())
                .containsExactly("text");
        assertThat(spec.input().get("required")).contains(json("[\"text\"]"));
        assertThat(spec.bind()).isEqualTo(json("{\"reference\": \"${effect.id}\"}"));

        try (var connections = Given.connection(system.descriptionUrl())
                .tool("op", Given.bound("op", "reference"))
                .opened()) {
            Given.found(connections, "op").call(Given.call("{\"text\": \"hello\", \"reference\": \"eff-7\"}"));
        }
        assertThat(Json.parse(system.calls().getFirst().body()).textAt("reference"))
                .contains("eff-7");
    }

    @Test
    void theKeyIsNotOfferedWhereverItTravels() throws Exception {
        var paths = path(
                "/pay",
                "post",
                "op",
                "\"parameters\": [" + parameter("header", "X-Request-Key", "{}") + "],"
                        + body(
                                "{\"required\": [\"ref\"], \"properties\": {\"sum\": {}, \"ref\": {\"type\": \"string\"}}}"));
        var inHeader = spec(Documents.of("3.1.0", paths), Given.keyed("op", "x-request-key"));
        assertThat(inHeader.input()
                        .get("properties")
                        .orElseThrow()
                        .asObject()
                        .members()
                        .keySet())
                .containsExactly("sum", "ref");
        var inBody = spec(Documents.of("3.1.0", paths), Given.keyed("op", "ref"));
        assertThat(inBody.input()
                        .get("properties")
                        .orElseThrow()
                        .asObject()
                        .members()
                        .keySet())
                .containsExactly("X-Request-Key", "sum");
        assertThat(inBody.input().get("required")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"get, , READ", "post, , WRITE", "put, , WRITE", "patch, , WRITE", "delete, , WRITE", "post, READ, READ"
    })
    void onlyAGetIsAReadUnlessTheFileSaysSo(
            String method, @org.jspecify.annotations.Nullable Access declared, Access access) throws Exception {
        var declaration = declared == null ? Given.operation("op") : Given.operation("op", declared);
        var spec = spec(Documents.of("3.1.0", path("/x", method, "op", "")), declaration);
        assertThat(spec.access()).isEqualTo(access);
        assertThat(spec.idempotency())
                .isEqualTo(new Idempotency.None(access == Access.READ ? Duration.ZERO : Duration.ofSeconds(10)));
        assertThat(spec.timeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void theDescriptionIsTheFilesOrElseTheSystems() throws Exception {
        var described = "\"summary\": \"Finds an order\", \"description\": \"Also\\u0007 closed\\n ones.\",";
        var document = Documents.of("3.1.0", path("/x", "get", "op", described));
        assertThat(spec(document, Given.operation("op")).description()).isEqualTo("Finds an order. Also closed ones.");
        var d = Given.operation("op");
        var own = new ToolDeclaration(
                "op",
                Optional.of("Our words"),
                d.access(),
                d.idempotency(),
                d.once(),
                d.visible(),
                d.bind(),
                Optional.empty());
        assertThat(spec(document, own).description()).isEqualTo("Our words");
    }

    @Test
    void aDescriptionInYamlSaysTheSame() throws Exception {
        var yaml = """
                openapi: 3.0.3
                info: {title: Shop, version: "1"}
                paths:
                  /orders/{id}:
                    get:
                      operationId: op
                      parameters:
                        - {name: id, in: path, required: true, schema: {type: string, nullable: true}}
                      responses:
                        200:
                          description: >
                            the order
                          content:
                            application/json:
                              schema: {$ref: '#/components/schemas/Order'}
                components:
                  schemas:
                    Order: &order {type: object, properties: {on: {type: string, format: date}}}
                    Alias: *order
                """;
        var spec = spec(yaml, Given.operation("op"));
        assertThat(spec.input().get("properties").orElseThrow().get("id"))
                .contains(json("{\"type\": [\"string\", \"null\"]}"));
        assertThat(spec.output())
                .isEqualTo(
                        json(
                                "{\"type\": \"object\", \"properties\": {\"on\": {\"type\": \"string\", \"format\": \"date\"}}}"));
    }

    @Test
    void whatATellsOfItselfIsAlwaysAValidSchema() throws Exception {
        var spec = spec("3.0.0", path("/x", "post", "op", body("""
                {"type": "object", "properties": {"a": {"type": "string", "nullable": true, "format": "date-time"}}}""")), "");
        assertThat(JsonSchema.of(spec.input()).validate(json("{\"a\": null}"))).isEmpty();
        assertThat(JsonSchema.of(spec.input()).validate(json("{\"b\": 1}"))).isNotEmpty();
    }
}
