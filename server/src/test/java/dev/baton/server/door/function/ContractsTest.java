package dev.baton.server.door.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.story.Shop;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers are told of contracts, and a model's function call that becomes a handoff. */
class ContractsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void givenAFunctionCallOfAModel_whenItsArgumentsAreSubmitted_thenTheSessionSaysForWhom() throws Exception {
        try (var shop = new Shop(folder)) {
            var function = shop.as("omar").get("/api/contracts/damaged-order/function?form=openai");
            assertThat(function.text()).contains("\"name\":\"damaged_order\"").doesNotContain("customerId");

            // as a model answers
            var call = Json.parse("{\"name\":\"damaged_order\",\"arguments\":\"{\\\"orderId\\\":\\\"" + Shop.SMALL
                    + "\\\",\\\"issue\\\":\\\"damaged\\\",\\\"wish\\\":\\\"refund\\\"}\"}");
            var arguments = Json.parse(call.textAt("arguments").orElseThrow())
                    .asObject()
                    .with("customerId", "CUS-0001");
            var done = shop.as("omar")
                    .post(
                            "/api/handoffs/damaged-order?wait=30s",
                            Json.object("input", arguments),
                            "Idempotency-Key",
                            "call-1");

            assertThat(done.textAt("state")).isEqualTo("completed");
            assertThat(shop.effects("createRefund")).isEqualTo(1);
        }
    }

    @Test
    void givenCallers_thenEachIsToldOfTheContractsForThem() throws Exception {
        try (var shop = new Shop(folder)) {
            assertThat(shop.as("omar").get("/api/contracts/damaged-order").text())
                    .contains("\"customerId\"")
                    .doesNotContain("x-trusted")
                    .contains("\"outcome\"");
            assertThat(shop.as("CUS-0001").get("/api/contracts").text()).isEqualTo("[]");
            assertThat(shop.as("omar").get("/api/contracts/damaged-ordr").textAt("detail"))
                    .contains("did you mean 'damaged-order'?");
            assertThat(shop.as("omar")
                            .get("/api/contracts/damaged-order/function?form=llama")
                            .textAt("detail"))
                    .contains("openai, anthropic, gemini");
        }
    }
}
