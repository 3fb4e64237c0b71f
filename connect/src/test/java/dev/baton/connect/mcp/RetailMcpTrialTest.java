package dev.baton.connect.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.tool.Access;
import dev.baton.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that others wrote. Skipped where the folder with the trial systems is not there. */
class RetailMcpTrialTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(120)
    void readsAndRefusesWithAShopThatOthersServe() throws Exception {
        var trials = trials();
        assumeTrue(
                trials.isPresent(),
                "skipped: the trial systems are not here; set BATON_TRIALS to the folder that holds systems/retail");
        var shop = start(trials.get());
        try {
            var line = shop.inputReader(StandardCharsets.UTF_8).readLine();
            assertThat(line).as("what the trial system says first").isNotNull();
            var url = "http://127.0.0.1:"
                    + Json.parse(line).get("port").orElseThrow().write() + "/mcp";
            var given = Given.connection(url)
                    .type("mcp")
                    .tool("order", Given.operation("get_order_details", Access.READ))
                    .tool("cancel", Given.operation("cancel_pending_order"));
            try (var connections = McpCase.accepted(given.definition(), folder)) {
                assertThat(Given.found(connections, "order").call(Given.call("{\"order_id\": \"#W2611340\"}")))
                        .isInstanceOfSatisfying(
                                ToolResult.Done.class,
                                done -> assertThat(done.result().textAt("order_id"))
                                        .contains("#W2611340"));
                assertThat(Given.found(connections, "order").call(Given.call("{\"order_id\": \"#W0\"}")))
                        .isInstanceOf(ToolResult.Refused.class);
                assertThat(Given.found(connections, "cancel").spec().isWrite()).isTrue();
                assertThat(Given.found(connections, "cancel")
                                .call(Given.call("{\"order_id\": \"#W0\", \"reason\": \"no longer needed\"}")))
                        .isInstanceOf(ToolResult.Refused.class);
            }
        } finally {
            shop.destroy();
            assertThat(shop.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Tests run in the folder of their module. */
    private static Optional<Path> trials() {
        var found =
                Optional.ofNullable(System.getenv("BATON_TRIALS")).map(Path::of).orElse(Path.of("../../shared"));
        return Optional.of(found).filter(path -> Files.isRegularFile(path.resolve("systems/retail/tau_server.py")));
    }

    private static Process start(Path trials) throws Exception {
        return new ProcessBuilder(
                        "python3",
                        trials.resolve("systems/retail/tau_server.py").toString(),
                        "--domain",
                        "retail",
                        "--data",
                        trials.resolve("data/retail").toString(),
                        "--port",
                        "0",
                        "--strict")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
