package dev.baton.connect.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.Given;
import dev.baton.connect.RetailSystem;
import dev.baton.tool.Access;
import dev.baton.tool.ToolResult;
import java.nio.file.Path;
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
        try (var shop = RetailSystem.started("--strict")) {
            var given = Given.connection(shop.url() + "/mcp")
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
        }
    }
}
