package dev.baton.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The document against what is mapped. Every answer that a test of this module gets is held against it besides. */
class DescriptionTest {
    private static final FakeServer SERVER = new FakeServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void givenEveryMapping_thenItIsDescribed_andNothingElse() {
        var mapped = new TreeSet<String>();
        for (var mapping : SERVER.mappings().getHandlerMethods().keySet()) {
            for (var path : mapping.getPatternValues()) {
                if (path.startsWith("/api/") || path.startsWith("/v1/")) {
                    mapping.getMethodsCondition().getMethods().forEach(it -> mapped.add(it + " " + unnamed(path)));
                }
            }
        }

        assertThat(operations())
                .doesNotHaveDuplicates()
                .filteredOn(it -> !it.contains(" /hooks/"))
                .containsExactlyInAnyOrderElementsOf(mapped);
    }

    @Test
    void givenTheDocument_thenEachOperationHasANameOfItsOwn_andEveryReferenceLeadsSomewhere() {
        var document = SERVER.client.get("/api/openapi.json").json();
        var text = document.write();
        var names = text.split("\"operationId\":\"").length - 1;
        var ids = new TreeSet<String>();
        Stream.of(document.get("paths"), document.get("webhooks"))
                .flatMap(it -> it.orElseThrow().asObject().members().values().stream())
                .forEach(path -> path.asObject()
                        .members()
                        .values()
                        .forEach(it -> ids.add(it.textAt("operationId").orElseThrow())));
        var schemas =
                document.get("components").flatMap(it -> it.get("schemas")).orElseThrow();

        assertThat(document.textAt("openapi")).contains("3.1.1");
        assertThat(ids).hasSize(names);
        for (var piece : text.split("\"#/components/schemas/")) {
            if (!piece.startsWith("{")) {
                var name = piece.substring(0, piece.indexOf('"'));
                assertThat(schemas.get(name)).as(name).isPresent();
            }
        }
    }

    private static List<String> operations() {
        var all = new ArrayList<String>();
        paths(SERVER.client.get("/api/openapi.json").json())
                .forEach((path, operations) -> operations
                        .asObject()
                        .members()
                        .keySet()
                        .forEach(method -> all.add(method.toUpperCase(Locale.ROOT) + " " + unnamed(path))));
        return all;
    }

    private static java.util.Map<String, Json> paths(Json.Obj document) {
        return document.get("paths").orElseThrow().asObject().members();
    }

    private static String unnamed(String path) {
        return path.replaceAll("\\{[^}]+}", "{}");
    }
}
