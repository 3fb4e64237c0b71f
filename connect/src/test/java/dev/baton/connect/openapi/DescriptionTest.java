package dev.baton.connect.openapi;

import static dev.baton.connect.FakeSystem.status;
import static dev.baton.connect.openapi.Documents.body;
import static dev.baton.connect.openapi.Documents.parameter;
import static dev.baton.connect.openapi.Documents.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.ConnectionStatus;
import dev.baton.connect.FakeSystem;
import dev.baton.connect.Given;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition.ToolDeclaration;
import dev.baton.tool.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions that cannot be used, or only in part: what is said about them, and what they cannot do. */
class DescriptionTest {
    private final FakeSystem system = new FakeSystem();

    @AfterEach
    void close() {
        system.close();
    }

    private ConnectionStatus stateOf(String document, ToolDeclaration declaration) throws InterruptedException {
        system.describedBy(document);
        return stateOf(Given.connection(system.descriptionUrl()).tool("op", declaration));
    }

    private static ConnectionStatus stateOf(Given given) throws InterruptedException {
        try (var connections = given.opened()) {
            return connections.status().getFirst();
        }
    }

    private Optional<String> problem(String document) throws InterruptedException {
        return problem(document, Given.operation("op"));
    }

    private Optional<String> problem(String document, ToolDeclaration declaration) throws InterruptedException {
        var status = stateOf(document, declaration);
        assertThat(status.reason()).isEmpty();
        assertThat(status.up()).isTrue();
        return status.tools().getFirst().problem();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"openapi\": \"3.2.0\", \"info\": {\"title\": \"x\", \"version\": \"1\"}, \"paths\": {}} | it is OpenAPI 3.2.0, but 3.0 and 3.1 are what is supported",
                "{\"openapi\": \"4.0.0\"} | it is OpenAPI 4.0.0, but 3.0 and 3.1",
                "{\"openapi\": \"3.10.0\"} | it is OpenAPI 3.10.0, but 3.0 and 3.1",
                "{\"swagger\": \"2.0\"} | it is Swagger 2.0; OpenAPI 3.0 and 3.1 are supported",
                "{\"openapi\": 3.1} | no text 'openapi'",
                "{\"openapi\": \"3.0.0\", \"paths\": []} | its 'paths' is not an object",
                "[] | neither JSON nor YAML",
                "<html>hello</html> | neither JSON nor YAML",
                "'' | neither JSON nor YAML",
                "'a: [b' | neither JSON nor YAML"
            })
    void whatIsNoSupportedDescriptionLeavesTheConnectionDownAndSaysWhy(String document, String reason)
            throws Exception {
        var status = stateOf(document, Given.operation("op"));
        assertThat(status.up()).isFalse();
        assertThat(status.reason().orElseThrow()).contains(reason).doesNotContain("hello");
        assertThat(status.tools().getFirst().available()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 401, 404, 500})
    void aDescriptionThatIsNotGivenLeavesTheConnectionDown(int status) throws Exception {
        system.on("/openapi.json", status(status, ""));
        var given = Given.connection(system.descriptionUrl()).tool("op");
        assertThat(stateOf(given).reason().orElseThrow()).contains("answered with status " + status);
    }

    @Test
    void oneUnknownOperationDoesNotTakeTheOthersAway() throws Exception {
        system.describedBy(Documents.of("3.1.0", path("/x", "post", "createRefund", "")));
        var given = Given.connection(system.descriptionUrl())
                .tool("refund", Given.operation("createRefnd"))
                .tool("other", Given.operation("createRefund"));
        var status = stateOf(given);
        assertThat(status.up()).isTrue();
        assertThat(status.tools().get(0).problem())
                .contains("the description has no operation 'createRefnd'; did you mean 'createRefund'?");
        assertThat(status.tools().get(1).available()).isTrue();
    }

    @Test
    void anOperationWithoutAnIdIsNamedByMethodAndPath() throws Exception {
        var document = Documents.of("3.1.0", """
                "/x": {"get": {"responses": {"200": {"description": "ok"}}}}""");
        assertThat(problem(document, Given.operation("GET /x"))).isEmpty();
        assertThat(problem(document, Given.operation("GET /y")).orElseThrow()).contains("did you mean 'GET /x'?");
    }

    @Test
    void anIdThatIsUsedTwiceIsNotGuessedAt() throws Exception {
        var document = Documents.of("3.1.0", path("/x", "get", "op", "") + "," + path("/y", "post", "op", ""));
        assertThat(problem(document).orElseThrow()).contains("more than one operation 'op'", "'GET /x'");
        assertThat(problem(document, Given.operation("POST /y"))).isEmpty();
    }

    @Test
    void referencesOutOfTheDocumentAreNeverFollowed(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("secret.json"), "{\"type\": \"string\"}");
        var outside = new String[] {
            system.url() + "/schema.json",
            "schema.json#/Order",
            folder.resolve("secret.json").toUri().toString(),
            "http://169.254.169.254/latest"
        };
        for (var reference : outside) {
            var document = Documents.of(
                    "3.1.0",
                    path("/x", "post", "op", body("{\"$ref\": \"" + reference + "\"}"))
                            + ", \"/y\": {\"$ref\": \"#/components/pathItems/Y\"}",
                    """
                    {"pathItems": {"Y": {"get": {"operationId": "other", "responses": {}}}},
                     "schemas": {"Other": {"$ref": "%s"}},
                     "responses": {"R": {"$ref": "%s"}}}""".formatted(reference, reference));
            assertThat(problem(document).orElseThrow()).contains("leads out of the document");
            assertThat(problem(document, Given.operation("other"))).isEmpty();
        }
        assertThat(system.requests()).allMatch(request -> request.target().equals("/openapi.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#/components/schemas/Gone | leads to nothing",
                "#/components/schemas/Loop | leads back to itself",
                "#Order | leads out of the document"
            })
    void referencesThatLeadNowhereAreTold(String reference, String reason) throws Exception {
        var document = Documents.of(
                "3.1.0", path("/x", "post", "op", "\"requestBody\": {\"$ref\": \"" + reference + "\"},"), """
                {"schemas": {"Loop": {"$ref": "#/components/schemas/Loop"}}}""");
        assertThat(problem(document).orElseThrow()).contains(reason);
    }

    @Test
    void aSchemaThatGrowsWithoutEndIsRefused() throws Exception {
        var schemas = new StringBuilder("\"S0\": {\"type\": \"string\"}");
        for (var i = 1; i < 40; i++) {
            schemas.append(
                    ", \"S%d\": {\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#/components/schemas/S%d\"}, \"b\": {\"$ref\": \"#/components/schemas/S%d\"}}}"
                            .formatted(i, i - 1, i - 1));
        }
        var document = Documents.of(
                "3.1.0",
                path("/x", "post", "op", body("{\"$ref\": \"#/components/schemas/S39\"}")),
                "{\"schemas\": {" + schemas + "}}");
        assertThat(problem(document).orElseThrow()).contains("more than 20000 parts");
    }

    @Test
    @Timeout(20)
    void yamlAliasesThatMultiplyCostNoMoreThanTheirText() throws Exception {
        var yaml = new StringBuilder("openapi: 3.1.0\npaths: {/x: {post: {operationId: op, requestBody: {content: {"
                + "application/json: {schema: {enum: [1], $ref: '#/x-40'}}}}}}}\nx-0: &x0 {type: string}\n");
        for (var i = 1; i <= 40; i++) {
            yaml.append("x-%d: &x%d {anyOf: [*x%d, *x%d, *x%d]}\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        assertThat(problem(yaml.toString()).orElseThrow()).contains("more than 20000 parts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: &a [*a] | alias of nothing, or of what it is part of (line 1, column 8)",
                "a: *b | alias of nothing",
                "{a: 1, b: 2, a: 3} | a key that is there twice (line 1, column 14)",
                "[a]: 1 | a key that is no text",
                "'a: \"unfinished secret' | neither JSON nor YAML (line 1",
                "a: .nan | a number that JSON does not have"
            })
    void yamlThatCannotBeReadIsToldByItsPlace(String yaml, String reason) throws Exception {
        assertThat(stateOf(yaml, Given.operation("op")).reason().orElseThrow())
                .contains(reason)
                .doesNotContain("secret");
    }

    @Test
    void yamlThatIsTooDeepIsRefused() throws Exception {
        assertThat(stateOf("a: " + "[".repeat(100_000), Given.operation("op"))
                        .reason()
                        .orElseThrow())
                .contains("nested more than 200 deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.test/",
                "https://127.0.0.1/",
                "http://127.0.0.1:1/",
                "//evil.test/v1",
                "ftp://x/",
                "http://user:pw@127.0.0.1/",
                "http://[",
                "http://169.254.169.254/"
            })
    void aDescriptionCannotSendRequestsElsewhere(String server) throws Exception {
        var document = Documents.of("3.1.0", path("/x", "get", "op", ""))
                .replaceFirst("\\{", "{\"servers\": [{\"url\": \"" + server + "\"}], ");
        assertThat(problem(document).orElseThrow())
                .contains("names the server '" + server + "'", "another scheme, host or port", system.url());
    }

    @Test
    void theServerMayBeRelativeVariableOrOneOfSeveral() throws Exception {
        system.on("/api/v2/x", status(200, "{}"));
        for (var servers : new String[] {
            "[{\"url\": \"/api/v2\"}]",
            "[{\"url\": \"api/v2/\"}]",
            "[{\"url\": \"/api/{version}\", \"variables\": {\"version\": {\"default\": \"v2\"}}}]",
            "[{\"url\": \"https://production.test\"}, {\"url\": \"" + system.url() + "/api/v2\"}]"
        }) {
            system.describedBy(Documents.of("3.1.0", path("/x", "get", "op", ""))
                    .replaceFirst("\\{", "{\"servers\": " + servers + ", "));
            try (var connections =
                    Given.connection(system.descriptionUrl()).tool("op").opened()) {
                assertThat(Given.found(connections, "op").call(Given.call("{}")))
                        .as(servers)
                        .isInstanceOf(ToolResult.Done.class);
            }
        }
    }

    @Test
    void theServerOfTheOperationCountsMoreThanThatOfTheDocument() throws Exception {
        system.on("/own/x", status(200, "{}"));
        system.describedBy(Documents.of("3.1.0", path("/x", "get", "op", "\"servers\": [{\"url\": \"/own\"}],"))
                .replaceFirst("\\{", "{\"servers\": [{\"url\": \"/general\"}], "));
        try (var connections =
                Given.connection(system.descriptionUrl()).tool("op").opened()) {
            assertThat(Given.found(connections, "op").call(Given.call("{}"))).isInstanceOf(ToolResult.Done.class);
        }
    }

    @Test
    void aDescriptionInAFileNamesItsServer(@TempDir Path folder) throws Exception {
        system.on("/v1/x", status(200, "{}"));
        var file = folder.resolve("shop api.yaml");
        var yaml =
                "openapi: 3.1.0\ninfo: {title: x, version: '1'}\n%spaths: {/x: {get: {operationId: op, responses: {200: {description: ok}}}}}\n";
        Files.writeString(file, yaml.formatted("servers: [{url: " + system.url() + "/v1}]\n"));
        var given = Given.connection("file:" + file).tool("op");
        try (var connections = given.opened()) {
            assertThat(Given.found(connections, "op").call(Given.call("{}"))).isInstanceOf(ToolResult.Done.class);
        }
        Files.writeString(file, yaml.formatted(""));
        assertThat(stateOf(given).tools().getFirst().problem().orElseThrow()).contains("whole address");
        Files.delete(file);
        assertThat(stateOf(given).reason().orElseThrow()).contains("'shop api.yaml' cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/x/{id} | '' | has the name 'id', which is not among the operation's path parameters",
                "/x/../admin | '' | is not a path",
                "/x?admin=1 | '' | is not a path",
                "/x#y | '' | is not a path",
                "/x y | '' | is not a path",
                "/x | \"parameters\": [{\"in\": \"cookie\", \"name\": \"c\", \"required\": true}], | requires 'c' as a cookie",
                "/x | \"parameters\": [{\"in\": \"query\", \"name\": \"q\", \"style\": \"odd\"}], | the style 'odd', which is not supported",
                "/x | \"parameters\": [{\"in\": \"header\", \"name\": \"a b\"}], | cannot be the name of a header",
                "/x | \"parameters\": [{\"in\": \"header\", \"name\": \"Idempotency-Key\", \"required\": true}], | declare 'idempotency: {key: Idempotency-Key",
                "/x | \"requestBody\": {\"required\": true, \"content\": {\"text/xml\": {}}}, | takes no JSON body",
                "/x | \"parameters\": [{\"in\": \"query\", \"name\": \"q\", \"schema\": {\"type\": \"strin\"}}], | schema of its arguments is not valid"
            })
    void whatAnOperationNeedsAndCannotHaveIsTold(String path, String members, String reason) throws Exception {
        assertThat(problem(Documents.of("3.1.0", path(path, "post", "op", members)))
                        .orElseThrow())
                .contains(reason);
    }

    @Test
    void aGetThatIsAWriteNeedsAKeyBecauseItMayBeSentAgain() throws Exception {
        var document = Documents.of("3.1.0", path("/x", "get", "op", ""));
        assertThat(problem(document, Given.operation("op", Access.WRITE)).orElseThrow())
                .contains("sent more than once", "idempotency");
        var d = Given.keyed("op", "X-Key");
        var keyed = new ToolDeclaration(
                "op",
                d.description(),
                Optional.of(Access.WRITE),
                d.idempotency(),
                d.once(),
                d.visible(),
                d.bind(),
                Optional.empty());
        assertThat(problem(document, keyed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Host, cannot carry an idempotency key", "authorization, cannot carry", "a b, cannot be the name"})
    void aKeyCannotTravelInAnyHeader(String header, String reason) throws Exception {
        var document = Documents.of("3.1.0", path("/x", "post", "op", ""));
        assertThat(problem(document, Given.keyed("op", header)).orElseThrow()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"parameters\": [7],",
                "\"parameters\": {},",
                "\"requestBody\": [],",
                "\"requestBody\": {\"required\": true, \"content\": []},",
                "\"requestBody\": {\"content\": {\"application/json\": {\"schema\": {\"allOf\": [{\"properties\": 7}]}}}},",
                "\"requestBody\": {\"content\": {\"application/json\": 7}},",
                "\"servers\": [7],",
                "\"summary\": 7,"
            })
    void whatIsNotSoundHarmsThisToolAtMost(String members) throws Exception {
        system.describedBy(
                Documents.of("3.1.0", path("/x", "post", "op", members) + "," + path("/y", "get", "other", "")));
        var given = Given.connection(system.descriptionUrl()).tool("op").tool("other");
        assertThat(stateOf(given).up()).isTrue();
        assertThat(stateOf(given).tools().getLast().available()).isTrue();
    }

    @Test
    void aBoundArgumentThatDoesNotExistIsTold() throws Exception {
        var document = Documents.of(
                "3.1.0", path("/x", "post", "op", "\"parameters\": [" + parameter("query", "reference", "{}") + "],"));
        assertThat(problem(document, Given.bound("op", "refrence")))
                .contains("'bind' names 'refrence', which the operation does not take; did you mean 'reference'?");
    }

    @Test
    void aDescriptionIsNotFetchedFromAPrivateAddressUnlessTheConnectionSaysSo() throws Exception {
        system.describedBy(Documents.of("3.1.0", path("/x", "get", "op", "")));
        var given = Given.connection(system.descriptionUrl()).tool("op").publicNetwork();
        assertThat(stateOf(given).reason().orElseThrow()).contains("'network: private'");
        assertThat(system.requests()).isEmpty();
    }

    @Test
    void aDescriptionMayMoveOnlyWithinItsOrigin() throws Exception {
        try (var other = new FakeSystem()) {
            other.describedBy(Documents.of("3.1.0", path("/x", "get", "op", "")));
            system.on("/openapi.json", status(302, "", "Location", other.descriptionUrl()));
            var given = Given.connection(system.descriptionUrl()).tool("op");
            assertThat(stateOf(given).up()).isFalse();
            assertThat(other.requests()).isEmpty();

            system.on("/openapi.json", status(302, "", "Location", "/openapi/v1.json"))
                    .on("/openapi/v1.json", status(200, Documents.of("3.1.0", path("/x", "get", "op", ""))));
            assertThat(stateOf(given).up()).isTrue();
        }
    }
}
