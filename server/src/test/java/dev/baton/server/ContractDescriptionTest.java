package dev.baton.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.CallSchema;
import dev.baton.handoff.Contract;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.json.OfferedSchema;
import dev.baton.server.door.Npm;
import dev.baton.server.fake.FakePlatform;
import dev.baton.server.story.Shop;
import dev.baton.server.wiring.WorkspaceTools;
import dev.baton.workspace.Settings;
import dev.baton.workspace.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop's contract in the document, and what programs of others make of the document. */
class ContractDescriptionTest {
    private static final Contract CONTRACT =
            WorkspaceLoader.load(Shop.workspace()).orThrow().contracts().values().stream()
                    .filter(it -> it.id().name().equals("damaged-order"))
                    .findFirst()
                    .orElseThrow();
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

    private static Json at(Json json, String... path) {
        var place = json;
        for (var name : path) {
            place = place.get(name).orElseThrow(() -> new AssertionError("no '" + name + "'"));
        }
        return place;
    }

    @Test
    void givenAContract_thenItsPathTakesItsInput_andItsReceiptHoldsItsOutput() {
        var document = SERVER.client.get("/api/openapi.json").json();
        var submit = at(document, "paths", "/api/handoffs/damaged-order", "post");
        var schemas = at(document, "components", "schemas");

        assertThat(at(submit, "requestBody").write()).contains("\"#/components/schemas/damaged-order.1.input\"");
        assertThat(at(schemas, "damaged-order.1.input")).isEqualTo(CallSchema.of(CONTRACT));
        assertThat(at(submit, "responses", "202").write()).contains("damaged-order.1.handoff");
        assertThat(at(schemas, "damaged-order.1.output")).isEqualTo(OfferedSchema.parameters(CONTRACT.output()));
    }

    @Test
    void givenACompletedHandoff_thenAReceiptWithoutTheContractsOutputDoesNotFit() {
        var document = SERVER.client.get("/api/openapi.json").json();
        var schema = JsonSchema.of(Json.object("$ref", Json.text("#/components/schemas/damaged-order.1.handoff"))
                .with("components", at(document, "components")));
        var receipt = Json.object("state", Json.text("completed")).with("output", Json.object());

        assertThat(schema.validate(Json.object("receipt", receipt)))
                .anyMatch(it -> it.path().startsWith("/receipt/output"));
        assertThat(schema.validate(Json.object("receipt", receipt.with("state", "failed"))))
                .noneMatch(it -> it.path().startsWith("/receipt/output"));
    }

    @Test
    void givenWhoAsks_thenContractsAreToldAsTheyAreForThem() {
        var customer = SERVER.client.as("CUS-0001").get("/api/openapi.json");
        var service = SERVER.client.as("till").get("/api/openapi.json").json();

        assertThat(customer.status()).isEqualTo(200);
        assertThat(customer.text()).doesNotContain("damaged-order");
        assertThat(at(service, "components", "schemas", "damaged-order.1.input"))
                .isEqualTo(CallSchema.withoutIdentity(CONTRACT))
                .isNotEqualTo(CallSchema.of(CONTRACT));
    }

    @Test
    void givenAConnectionToThisServer_thenTheDocumentMakesItsTools_andAReadCanBeCalled(@TempDir Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("connections"));
        Files.writeString(folder.resolve("connections/baton.yaml"), """
                kind: Connection
                name: baton
                type: openapi
                url: "%s/api/openapi.json"
                network: private
                tools:
                  levels: {operation: listLevels}
                  handoff: {operation: getHandoff}
                  run: {operation: getRun}
                """.formatted(SERVER.url()));
        var handoff = SERVER.client.post("/api/handoffs/damaged-order", FakeServer.about("ORD-100235"));
        var tools = WorkspaceTools.of(folder, Settings.of(Map.of(), Map.of()));

        var found = tools.call("baton.handoff", Json.object("id", Json.text(handoff.textAt("id"))));

        assertThat(found.done()).as(found.answer().write()).isTrue();
        assertThat(found.answer().textAt("id")).contains(handoff.textAt("id"));
        assertThat(tools.call("baton.levels", Json.object()).done()).isTrue();
    }

    @Test
    void givenTheSchemaOfOpenApiItself_thenTheDocumentIsValid() {
        var npm = Npm.with("openapi", "@seriousme/openapi-schema-validator@2.11.0");

        var said = npm.run("""
                import { Validator } from '@seriousme/openapi-schema-validator';
                const document = await (await fetch(process.env.DOCUMENT)).json();
                const validator = new Validator();
                const result = await validator.validate(document);
                console.log(result.valid ? 'valid ' + validator.version : JSON.stringify(result.errors));
                delete document.info;
                console.log((await new Validator().validate(document)).valid ? 'blind' : 'sees');
                """, Map.of("DOCUMENT", SERVER.url() + "/api/openapi.json"));

        assertThat(said.lines()).containsExactly("valid 3.1", "sees");
    }
}
