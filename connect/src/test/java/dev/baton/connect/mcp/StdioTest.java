package dev.baton.connect.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.Connections;
import dev.baton.connect.Given;
import dev.baton.testkit.SettableClock;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.ConnectionOptions;
import dev.baton.tool.ToolResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server of MCP that is started as a process. */
@Timeout(120)
class StdioTest {
    @TempDir
    private Path folder = Path.of("");

    private static ConnectionDefinition definition(List<String> command) {
        return Given.connection("stdio:java")
                .type("mcp")
                .options(new ConnectionOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        command,
                        Map.of("SHOP_KEY", "${secret.KEY}"),
                        Optional.empty()))
                .tool("read", Given.operation("order", Access.READ))
                .definition();
    }

    private Connections open(ConnectionDefinition definition) throws InterruptedException {
        return Connections.open(
                List.of(definition), text -> text.replace("${secret.KEY}", "hunter2"), folder, new SettableClock());
    }

    @Test
    void itIsStartedInTheWorkspace_withWhatTheFileGivesIt_andEndsWithTheConnection() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var definition =
                definition(List.of(java, "-cp", System.getProperty("java.class.path"), StdioServer.class.getName()));
        try (var first = open(definition)) {
            ToolLock.read(folder).accept("shop", first.digests("shop"));
        }
        try (var connections = open(definition)) {
            var result = Given.found(connections, "read").call(Given.call("{}"));
            assertThat(result).isInstanceOfSatisfying(ToolResult.Done.class, done -> {
                assertThat(done.result().textAt("key")).contains("hunter2");
                assertThat(Path.of(done.result().textAt("folder").orElseThrow()).getFileName())
                        .isEqualTo(folder.getFileName());
                assertThat(done.result().get("names").orElseThrow().write())
                        .as("only what every process gets, and what the file gives")
                        .doesNotContain("BATON_", "MAVEN_", "TOKEN");
            });
        }
        assertThat(ProcessHandle.current()
                        .children()
                        .map(ProcessHandle::info)
                        .flatMap(info -> info.commandLine().stream()))
                .noneMatch(line -> line.contains(StdioServer.class.getName()));
    }

    @Test
    void aProgramThatIsNotThereLeavesTheConnectionDown_andTellsNoSecret() throws Exception {
        try (var connections = open(definition(List.of("no-such-program-here")))) {
            assertThat(connections.status().getFirst().reason().orElse(""))
                    .isNotEmpty()
                    .doesNotContain("hunter2");
        }
    }
}
