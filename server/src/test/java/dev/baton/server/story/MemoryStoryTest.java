package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelsDefinition;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.wire.ModelServer;
import dev.baton.testkit.model.wire.OpenAiWire;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped workspace with a model that plans and an agent that remembers, behind a real server and a provider's wire. */
class MemoryStoryTest {
    private static final String REMEMBERED = "Remembered: what earlier requests of the same person came to";

    private static final String REFUNDS = """
            {"steps": [
               {"name": "order", "tool": "orders.get", "args": {"orderId": "${input.orderId}"}},
               {"name": "refund", "tool": "billing.refund",
                "args": {"orderId": "${input.orderId}", "amountMinor": "${steps.order.totalMinor}",
                         "currency": "${steps.order.currency}"}},
               {"name": "record", "tool": "crm.note", "needs": ["refund"],
                "args": {"customerId": "${input.customerId}", "text": "Refunded ${input.orderId}"}}],
             "output": {"outcome": "refunded", "refundId": "${steps.refund.id}"}}""";

    @TempDir
    private Path folder;

    private final ModelServer provider =
            new ModelServer(new OpenAiWire(), asked -> new Answer.Form(Json.parse(REFUNDS)));
    private Shop shop;

    @BeforeEach
    void begin() throws InterruptedException {
        var model = ModelDefinition.of(
                "planner",
                ModelDefinition.Provider.OPENAI_COMPATIBLE,
                "any",
                Optional.of(provider.url() + "/v1"),
                Optional.empty());
        shop = new Shop(
                folder,
                Shop.workspace(folder, "planner: model\nmemory: {recall: 5, within: P365D}"),
                Optional.of(ModelsDefinition.of(model)));
    }

    @AfterEach
    void end() {
        shop.close();
        provider.close();
    }

    private String lastAsked() {
        return provider.requests().getLast().body().write();
    }

    private Json run(Json.Obj handoff) {
        return shop.as("omar")
                .get("/api/runs/" + handoff.textAt("run").orElseThrow())
                .json();
    }

    @Test
    void givenASettledClaim_thenTheNextOfThatCustomerIsPlannedWithIt_nobodyElsesIs_andErasedItIsGone() {
        // given
        var first = shop.settle("CUS-0001", Shop.SMALL, "refund").json();
        assertThat(first.get("receipt").flatMap(receipt -> receipt.textAt("outcome")))
                .contains("refunded");
        assertThat(lastAsked()).doesNotContain(REMEMBERED);

        // when the same customer asks again, then the model knows, and the rules are what they were
        var second = shop.settle("CUS-0001", Shop.LATE, "refund").json();
        assertThat(lastAsked())
                .contains(REMEMBERED, Shop.SMALL, "completed as refunded; done: billing.refund, crm.note");
        assertThat(second.get("receipt").flatMap(receipt -> receipt.textAt("rule")))
                .contains("refunds/too-late");
        assertThat(run(second).get("recalled").orElseThrow().asArray())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.textAt("run")).isEqualTo(first.textAt("run"));
                    assertThat(it.textAt("state")).contains("completed");
                });
        assertThat(shop.as("omar")
                        .get("/runs/" + second.textAt("run").orElseThrow())
                        .text())
                .contains("Remembered of earlier requests", Shop.SMALL, "billing.refund, crm.note");

        // when somebody else asks, then nothing is known
        var other = shop.submit("CUS-0002", Shop.FOREIGN, "refund").json();
        shop.as("omar").get("/api/handoffs/" + other.textAt("id").orElseThrow() + "?wait=1s");
        assertThat(lastAsked()).contains(Shop.FOREIGN).doesNotContain(REMEMBERED, Shop.SMALL);
        assertThat(run(other).get("recalled").orElseThrow().asArray()).isEmpty();

        // when the customer is erased, then there is nothing to recall any more
        var erased = shop.as("omar").post("/api/erasures", "{\"subject\": \"customer:CUS-0001\"}");
        assertThat(erased.json().get("remembered")).contains(Json.bool(true));
        var third = shop.settle("CUS-0001", Shop.LATE, "refund").json();
        assertThat(run(third).get("recalled").orElseThrow().asArray()).isEmpty();
        assertThat(lastAsked()).doesNotContain(REMEMBERED, Shop.SMALL);
    }
}
