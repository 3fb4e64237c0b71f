package dev.baton.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/** Against a system that others wrote. Skipped where the folder with the trial systems is not there. */
class RetailTrialTest {

    @Test
    @Timeout(180)
    void readsAndWritesAnOnlineShopThatOthersDescribed() throws Exception {
        var trials = trials();
        assumeTrue(
                trials.isPresent(),
                "skipped: the trial systems are not here; set BATON_TRIALS to the folder that holds systems/retail");
        var shop = start(trials.get());
        try {
            var port = port(shop);
            var given = Given.connection("http://127.0.0.1:" + port + "/openapi.json")
                    .tool("order", Given.operation("get_order_details", Access.READ))
                    .tool("cancel", Given.keyed("cancel_pending_order", "Idempotency-Key"));
            try (var connections = given.opened()) {
                var order = Given.found(connections, "order");
                assertThat(order.spec().input().get("properties").orElseThrow().get("order_id"))
                        .isPresent();

                var known = order.call(Given.call("{\"order_id\": \"#W2611340\"}"));
                assertThat(known)
                        .isInstanceOfSatisfying(
                                ToolResult.Done.class,
                                done -> assertThat(done.result().textAt("order_id"))
                                        .contains("#W2611340"));

                var unknown = order.call(Given.call("{\"order_id\": \"#W0\"}"));
                assertThat(unknown)
                        .isInstanceOfSatisfying(
                                ToolResult.Refused.class,
                                refused -> assertThat(refused.reason()).contains("shop.order: answered with status"));

                assertThat(Given.found(connections, "cancel")
                                .spec()
                                .input()
                                .get("properties")
                                .orElseThrow()
                                .get("Idempotency-Key"))
                        .isEmpty();
            }
        } finally {
            shop.destroy();
            assertThat(shop.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Tests run in the folder of their module. */
    private static Optional<Path> trials() {
        var folder =
                Optional.ofNullable(System.getenv("BATON_TRIALS")).map(Path::of).orElse(Path.of("../../shared"));
        return Optional.of(folder).filter(path -> Files.isRegularFile(path.resolve("systems/retail/tau_server.py")));
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
                        "--idempotency")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The server's first line tells where it listens. */
    private static String port(Process shop) throws Exception {
        var line = shop.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).as("what the trial system says first").isNotNull();
        return Json.parse(line).get("port").orElseThrow().write();
    }
}
