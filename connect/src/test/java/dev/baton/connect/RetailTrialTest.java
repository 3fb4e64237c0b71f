package dev.baton.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.tool.Access;
import dev.baton.tool.ToolResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a system that others wrote. Skipped where the folder with the trial systems is not there. */
class RetailTrialTest {

    @Test
    @Timeout(180)
    void readsAndWritesAnOnlineShopThatOthersDescribed() throws Exception {
        try (var shop = RetailSystem.started("--idempotency")) {
            var given = Given.connection(shop.url() + "/openapi.json")
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
        }
    }
}
