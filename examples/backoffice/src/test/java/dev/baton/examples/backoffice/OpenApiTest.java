package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.baton.examples.backoffice.http.Route;
import dev.baton.examples.backoffice.http.Route.Access;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds the running services against their own documents, in both directions. */
class OpenApiTest {
    private static final List<String> SERVICES = List.of("orders", "billing", "crm", "shipping");

    @RegisterExtension
    final RunningBackoffice running = new RunningBackoffice();

    /** One operation as its document describes it. */
    private record Operation(JsonNode document, String method, String path, JsonNode description) {
        String id() {
            return description.required("operationId").asString();
        }

        boolean takesBody() {
            return description.has("requestBody");
        }

        JsonNode response(int status) {
            JsonNode response = description.required("responses").required(String.valueOf(status));
            return resolve(response);
        }

        Set<Integer> statuses() {
            return description.required("responses").propertyNames().stream()
                    .map(Integer::valueOf)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private JsonNode resolve(JsonNode node) {
            return node.has("$ref")
                    ? document.at(node.required("$ref").asString().substring(1))
                    : node;
        }
    }

    /** A call that leads to one documented answer. */
    private record Example(String operationId, int status, String path, String body, String key) {
        static Example of(String operationId, int status, String path) {
            return new Example(operationId, status, path, "", "");
        }

        static Example of(String operationId, int status, String path, String body) {
            return new Example(operationId, status, path, body, "");
        }
    }

    @Test
    void documents_and_routes_name_the_same_operations(@TempDir Path directory) throws IOException {
        Set<String> documented = operations().stream()
                .map(operation -> operation.id() + ": " + operation.method() + " " + operation.path())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(routes(directory)).isEqualTo(documented).hasSize(16);
    }

    @Test
    void every_document_is_complete_enough_to_be_read_by_a_model() throws IOException {
        for (String service : SERVICES) {
            JsonNode document = document(service);
            assertThat(document.required("openapi").asString()).startsWith("3.1");
            assertThat(document.at("/servers/0/url").asString()).isEqualTo("/");
            assertThat(document.at("/components/securitySchemes/bearer/scheme").asString())
                    .isEqualTo("bearer");
            assertThat(document.at("/security/0").has("bearer")).isTrue();
        }
        for (Operation operation : operations()) {
            assertThat(operation.path()).startsWith("/");
            assertThat(operation.description().required("description").asString())
                    .as(operation.id())
                    .hasSizeGreaterThan(15);
            assertThat(operation.statuses()).as(operation.id()).contains(400, 401);
        }
    }

    @Test
    void every_documented_answer_is_given_and_fits_its_schema() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (Example example : examples()) {
            Operation operation = operation(example.operationId());
            Answer answer = call(operation, example);

            String which = example + " answered " + answer.text();
            assertThat(answer.status()).as(which).isEqualTo(example.status());
            fitsSchema(operation, answer, which);
            seen.add(example.operationId() + " " + example.status());
        }

        Set<String> documented = new TreeSet<>();
        for (Operation operation : operations()) {
            operation.statuses().forEach(status -> documented.add(operation.id() + " " + status));
        }
        assertThat(seen).isEqualTo(documented);
    }

    @Test
    void required_and_unknown_fields_of_a_body_are_as_documented() throws IOException {
        for (Operation operation : operations()) {
            if (operation.takesBody()) {
                JsonNode schema =
                        operation.resolve(operation.description().at("/requestBody/content/application~1json/schema"));
                String path =
                        operation.path().replace("{customerId}", "CUS-0001").replace("{sku}", "SKU-0001");
                List<String> wrong = send(operation, path, "{\"unheardOf\": 1}").wrongFields();

                List<String> expected = new ArrayList<>(schema.required("required")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
                expected.add("unheardOf");
                assertThat(wrong).as(operation.id()).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>(List.of(
                Example.of("listOrders", 200, "/orders?limit=200"),
                Example.of("listOrders", 200, "/orders?status=processing"),
                Example.of("listOrders", 200, "/orders?status=shipped"),
                Example.of("listOrders", 200, "/orders?status=cancelled"),
                Example.of("getOrder", 200, "/orders/ORD-100234"),
                Example.of("getOrder", 404, "/orders/ORD-999999"),
                Example.of("listClaims", 200, "/orders/customers/CUS-0003/claims"),
                Example.of("listClaims", 404, "/orders/customers/CUS-9999/claims"),
                Example.of("listPayments", 200, "/billing/payments"),
                Example.of("listRefunds", 200, "/billing/refunds"),
                Example.of("getRefund", 200, "/billing/refunds/REF-000001"),
                Example.of("getRefund", 404, "/billing/refunds/REF-999999"),
                new Example("createRefund", 201, "/billing/refunds", Caller.refund("ORD-100234", 1), "k"),
                new Example("createRefund", 201, "/billing/refunds", Caller.refund("ORD-100234", 1), "k"),
                Example.of("createRefund", 404, "/billing/refunds", Caller.refund("ORD-999999", 1)),
                Example.of("createRefund", 422, "/billing/refunds", Caller.refund("ORD-100234", 9999)),
                Example.of("getCustomer", 200, "/crm/customers/CUS-0001"),
                Example.of("getCustomer", 404, "/crm/customers/CUS-9999"),
                Example.of("addNote", 201, "/crm/customers/CUS-0001/notes", "{\"text\":\"a\",\"reference\":\"b\"}"),
                Example.of("addNote", 404, "/crm/customers/CUS-9999/notes", "{\"text\":\"a\"}"),
                Example.of("listNotes", 200, "/crm/customers/CUS-0001/notes"),
                Example.of("listNotes", 404, "/crm/customers/CUS-9999/notes"),
                Example.of("getStock", 200, "/shipping/stock/SKU-0001"),
                Example.of("getStock", 404, "/shipping/stock/SKU-9999"),
                new Example("setStock", 200, "/shipping/stock/SKU-0002", "{\"available\":1}", "k"),
                new Example("setStock", 422, "/shipping/stock/SKU-0002", "{\"available\":2}", "k"),
                Example.of("setStock", 404, "/shipping/stock/SKU-9999", "{\"available\":1}"),
                new Example("createReplacement", 201, "/shipping/replacements", Caller.replacement("ORD-100235"), "k"),
                new Example("createReplacement", 422, "/shipping/replacements", Caller.replacement("ORD-100300"), "k"),
                Example.of("createReplacement", 409, "/shipping/replacements", Caller.replacement("ORD-100235")),
                Example.of("createReplacement", 404, "/shipping/replacements", Caller.replacement("ORD-999999")),
                Example.of("listReplacements", 200, "/shipping/replacements"),
                Example.of("getShipment", 200, "/shipping/shipments/ORD-100234"),
                Example.of("getShipment", 404, "/shipping/shipments/ORD-999999")));
        examples.addAll(cancellations());
        for (Operation operation : operations()) {
            examples.addAll(misuses(operation));
        }
        return examples;
    }

    private List<Example> cancellations() throws IOException {
        String first = newRefund();
        String second = newRefund();
        return List.of(
                new Example("cancelRefund", 200, "/billing/refunds/" + first + "/cancel", "", "c"),
                new Example("cancelRefund", 422, "/billing/refunds/" + second + "/cancel", "", "c"),
                Example.of("cancelRefund", 409, "/billing/refunds/" + first + "/cancel"),
                Example.of("cancelRefund", 404, "/billing/refunds/REF-999999/cancel"));
    }

    private String newRefund() throws IOException {
        return running.caller()
                .post("/billing/refunds", Caller.refund("ORD-100300", 1))
                .text("id");
    }

    /** The answers that every operation gives to a caller who does not keep to the rules. */
    private static List<Example> misuses(Operation operation) {
        String path = operation.path().replaceAll("\\{[^}]*}", "x");
        List<Example> misuses = new ArrayList<>();
        misuses.add(Example.of(operation.id(), 400, path + "?unheardOf=1"));
        misuses.add(Example.of(operation.id(), 401, path));
        if (operation.takesBody()) {
            misuses.add(Example.of(operation.id(), 413, path, " ".repeat(70_000)));
            misuses.add(Example.of(operation.id(), 415, path, "<xml/>"));
        }
        return misuses;
    }

    private Answer call(Operation operation, Example example) throws IOException {
        Caller caller = example.status() == 401 ? running.caller().withToken("wrong") : running.caller();
        List<String> headers = new ArrayList<>();
        headers.add("Content-Type");
        headers.add(example.status() == 415 ? "application/xml" : "application/json");
        if (!example.key().isEmpty()) {
            headers.add("Idempotency-Key");
            headers.add(example.key());
        }
        return caller.send(
                operation.method(),
                example.path(),
                BodyPublishers.ofString(example.body()),
                headers.toArray(String[]::new));
    }

    private Answer send(Operation operation, String path, String body) throws IOException {
        return running.caller()
                .send(operation.method(), path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    private static void fitsSchema(Operation operation, Answer answer, String which) {
        JsonNode content = operation.response(answer.status()).required("content");
        assertThat(content.propertyNames()).as(which).containsExactly(answer.mediaType());
        ObjectNode schema = (ObjectNode)
                content.required(answer.mediaType()).required("schema").deepCopy();
        schema.set("components", operation.document().required("components"));
        List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(
                        answer.json(),
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        assertThat(errors).as(which).isEmpty();
    }

    private Operation operation(String operationId) throws IOException {
        return operations().stream()
                .filter(operation -> operation.id().equals(operationId))
                .findFirst()
                .orElseThrow();
    }

    private List<Operation> operations() throws IOException {
        List<Operation> operations = new ArrayList<>();
        for (String service : SERVICES) {
            JsonNode document = document(service);
            document.required("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(method -> operations.add(new Operation(
                                    document,
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    method.getValue()))));
        }
        return operations;
    }

    private JsonNode document(String service) throws IOException {
        return running.caller().get("/" + service + "/openapi.json").json();
    }

    private static Set<String> routes(Path directory) {
        try (DataDirectory data = DataDirectory.open(directory);
                Services services = new Services(data, line -> {})) {
            return services.routes(InstantSource.system()).stream()
                    .filter(route -> route.access() == Access.OPERATION)
                    .map(OpenApiTest::shown)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String shown(Route route) {
        return route.name() + ": " + route.method() + " " + route.path().text();
    }
}
