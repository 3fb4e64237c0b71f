package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelsDefinition;
import dev.baton.server.fake.ApiClient;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.wire.ModelServer;
import dev.baton.testkit.model.wire.OpenAiWire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped workspace with a model as its planner, behind a real server, with real systems and a provider's wire: the
 * last one is sold while a person decides about sending it.
 */
class SoldOutStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String REPLACES = """
            {"steps": [
               {"name": "order", "tool": "orders.get", "args": {"orderId": "${input.orderId}"}},
               {"name": "stock", "tool": "shipping.stock", "args": {"sku": "${steps.order.items[0].sku}"},
                "expect": "result.available > 0"},
               {"name": "replace", "tool": "shipping.replace", "args": {"orderId": "${input.orderId}"}, "needs": ["stock"]},
               {"name": "note", "tool": "crm.note", "needs": ["replace"],
                "args": {"customerId": "${input.customerId}", "text": "Replaced ${input.orderId}"}}],
             "output": {"outcome": "replaced", "replacementId": "${steps.replace.id}"}}""";

    private static final String REFUNDS = """
            {"steps": [
               {"name": "refund", "tool": "billing.refund",
                "args": {"orderId": "${input.orderId}", "amountMinor": "${steps.order.totalMinor}",
                         "currency": "${steps.order.currency}"}},
               {"name": "record", "tool": "crm.note", "needs": ["refund"],
                "args": {"customerId": "${input.customerId}", "text": "Refunded ${input.orderId}: sold out"}}],
             "output": {"outcome": "refunded", "refundId": "${steps.refund.id}"}}""";

    @TempDir
    private Path folder;

    private final ModelServer provider = ModelServer.answering(
            new OpenAiWire(), new Answer.Form(Json.parse(REPLACES)), new Answer.Form(Json.parse(REFUNDS)));
    private Shop shop;

    @BeforeEach
    void begin() throws InterruptedException {
        var model = ModelDefinition.of(
                "planner",
                ModelDefinition.Provider.OPENAI_COMPATIBLE,
                "any",
                Optional.of(provider.url() + "/v1"),
                Optional.empty());
        shop = new Shop(folder, Shop.workspace(folder, "planner: model"), Optional.of(ModelsDefinition.of(model)));
    }

    @AfterEach
    void end() {
        shop.close();
        provider.close();
    }

    @Test
    void givenTheLastOneIsSoldWhileAPersonDecides_thenANewPlanRefundsOnceAndShipsNothing() {
        var handoff = shop.submit("CUS-0001", Shop.LARGE, "replacement").textAt("id");
        assertThat(approve(handoff, "shipping.replace", () -> shop.stock(Shop.LARGE, 0))
                        .status())
                .isEqualTo(200);
        assertThat(approve(handoff, "billing.refund", () -> {}).status()).isEqualTo(200);

        var done = shop.as("omar").get("/api/handoffs/" + handoff + "?wait=30s");

        assertThat(done.json().get("receipt").flatMap(receipt -> receipt.textAt("outcome")))
                .contains("refunded");
        assertThat(shop.effects("createRefund")).isEqualTo(1);
        assertThat(shop.effects("createReplacement")).isZero();
        assertThat(shop.effects("addNote")).isEqualTo(1);
        var run = shop.as("omar").get("/api/runs/" + done.textAt("run")).json();
        assertThat(run.get("plans").orElseThrow().asArray()).hasSize(2);
        assertThat(run.get("plans")
                        .orElseThrow()
                        .asArray()
                        .getLast()
                        .get("diff")
                        .orElseThrow()
                        .write())
                .isEqualTo("{\"added\":[\"refund\",\"record\"],\"removed\":[\"stock\",\"replace\",\"note\"],"
                        + "\"changed\":[],\"kept\":[\"order\"]}");
        assertThat(run.get("models").orElseThrow().asArray()).hasSize(2);
        var page = shop.as("omar").get("/runs/" + done.textAt("run")).text();
        assertThat(page)
                .contains("Versions of the plan", "result.available &gt; 0", "Asked of models", "no known price");
    }

    /** Lena approves the write of a tool when it is asked for, after something has happened. */
    private ApiClient.Answer approve(String handoff, String tool, Runnable before) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var open = shop.as("lena").get("/api/approvals?state=open");
            for (var approval : Json.parse(open.text()).asArray()) {
                if (approval.textAt("tool").equals(Optional.of(tool))
                        && approval.textAt("handoff").equals(Optional.of(handoff))) {
                    before.run();
                    return shop.as("lena")
                            .post(
                                    "/api/approvals/" + approval.textAt("id").orElseThrow() + "/decision",
                                    "{\"decision\": \"approve\"}");
                }
            }
            shop.as("lena").get("/api/handoffs/" + handoff + "?wait=200ms");
        }
        throw new AssertionError(tool + " was never asked for: "
                + shop.as("omar").get("/api/handoffs/" + handoff).text());
    }
}
