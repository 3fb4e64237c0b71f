package dev.baton.connect.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.Connections;
import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.testkit.SettableClock;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.JavaTools;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JavaConnectionTest {
    private static final ToolName DUE = new ToolName("tax", "due");

    private static ToolCall sale(String country) {
        return new ToolCall(
                Json.object("country", Json.text(country)).with("netMinor", Json.number(1000)),
                Optional.empty(),
                Principal.SYSTEM,
                Duration.ofSeconds(10));
    }

    @Test
    void aMethodIsFoundByItsConnectionsName_andItsSchemaIsThatOfItsRecords() throws Exception {
        var definition = new ConnectionDefinition(
                "tax",
                "java",
                "java:",
                false,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                Map.of("due", Given.operation("due")));
        try (var connections = Connections.open(List.of(definition), text -> text, Path.of("."), new SettableClock())) {
            var due = connections.find(DUE).orElseThrow();
            assertThat(due.spec().access()).isEqualTo(Access.READ);
            assertThat(due.spec().input()).isEqualTo(Json.parse("""
                            {"type": "object", "additionalProperties": false, "required": ["country", "netMinor"],
                             "properties": {"country": {"type": "string"}, "netMinor": {"type": "integer"}}}
                            """));
            assertThat(due.call(sale("DE")))
                    .isEqualTo(new ToolResult.Done(Json.parse("{\"percent\": 19, \"taxMinor\": 190}")));
            assertThat(due.call(sale("XX")))
                    .isEqualTo(new ToolResult.Refused(ToolResult.Refusal.NOT_FOUND, "tax.due: no rate for XX"));
        }
    }

    @Test
    void whoeverEmbedsTheEngineGivesItTheSame() throws Exception {
        var tools = JavaTools.toolbox(List.of(new Tax()), Duration.ofSeconds(10));
        assertThat(tools.find(DUE).orElseThrow().call(sale("FR")))
                .isEqualTo(new ToolResult.Done(Json.parse("{\"percent\": 20, \"taxMinor\": 200}")));
        assertThat(tools.find(DUE)
                        .orElseThrow()
                        .call(new ToolCall(
                                Json.object("country", Json.number(7)),
                                Optional.empty(),
                                Principal.SYSTEM,
                                Duration.ofSeconds(10))))
                .isInstanceOf(ToolResult.Refused.class);
    }

    @Test
    void whatIsMissingOrContradicts_isSaid() throws Exception {
        try (var connections = Given.connection("java:")
                .type("java")
                .tool("x", Given.operation("balanc"))
                .tool("y", Given.operation("post", Access.READ))
                .opened()) {
            var problems = connections.status().getFirst().tools().stream()
                    .map(tool -> tool.problem().orElse(""))
                    .toList();
            assertThat(problems.get(0)).contains("did you mean 'balance'");
            assertThat(problems.get(1)).contains("says itself that it writes");
        }
        try (var connections =
                Given.connection("java:no.jar").type("java").tool("x").opened()) {
            assertThat(connections.status().getFirst().reason().orElseThrow()).contains("'no.jar' is not there");
        }
    }

    @Test
    void theGuideShowsTheCodeThatIsTestedHere() throws Exception {
        var source = Files.readString(Path.of("src/test/java/dev/baton/connect/method/Tax.java"));
        var shown = source.substring(source.indexOf("public final class Tax"));
        assertThat(lines(Files.readString(Path.of("../docs/guides/connections.md"))))
                .contains(lines(shown));
    }

    private static String lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
