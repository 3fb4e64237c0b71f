package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelsDefinition;
import dev.baton.model.ToolRequest;
import dev.baton.server.fake.ApiClient;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.wire.ModelServer;
import dev.baton.testkit.model.wire.OpenAiWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The damaged order by chat: with a model behind its real wire, and with an agent that asks. */
class AssistantStoryTest {
    @TempDir
    private Path folder = Path.of("");

    private static String opened(ApiClient customer) {
        return "/api/conversations/"
                + customer.post("/api/conversations", "{\"assistant\":\"support\"}")
                        .textAt("id");
    }

    private static ApiClient.Answer say(ApiClient customer, String talk, String text) {
        return customer.post(talk + "/messages", Json.object("text", Json.text(text)), "Accept", "application/json");
    }

    private static String handoff(ApiClient.Answer turn) {
        return turn.json()
                .get("handoffs")
                .orElseThrow()
                .asArray()
                .getFirst()
                .textAt("id")
                .orElseThrow();
    }

    private static Json claim(String order) {
        return Json.object("orderId", Json.text(order)).with("issue", "damaged").with("wish", "refund");
    }

    @Test
    void givenAModel_whenItProposesAndTellsTheRefund_thenItIsStreamedAndAnInventedOneIsNot() throws Exception {
        var proposes = Answer.calls(
                new ToolRequest("p", "propose_damaged-order", claim(Shop.SMALL).asObject()));
        try (var provider = ModelServer.answering(
                        new OpenAiWire(),
                        proposes,
                        Answer.text("It is settled. ", "Your money is on its way."),
                        Answer.text("Good news! ", "Your refund is REF-777777, it is with your bank."));
                var shop = new Shop(folder, Optional.of(at(provider)))) {
            var customer = shop.as("CUS-0001");
            var talk = opened(customer);

            var proposal = say(customer, talk, "the pot of " + Shop.SMALL + " came in a thousand shards");
            var started = say(customer, talk, "yes");
            customer.get("/api/handoffs/" + handoff(started) + "?wait=30s");
            var told = customer.post(talk + "/messages", "{\"text\":\"and, how does it look now?\"}");
            var lied = say(customer, talk, "and what is its number?");

            assertThat(proposal.json()
                            .get("proposal")
                            .flatMap(it -> it.get("input"))
                            .orElseThrow()
                            .textAt("customerId"))
                    .contains("CUS-0001");
            assertThat(shop.effects("createRefund")).isEqualTo(1);
            assertThat(told.text())
                    .containsSubsequence("event: delta", "It is settled.", "event: delta", "on its way", "event: end")
                    .contains("\"offline\":false");
            assertThat(lied.textAt("reply")).startsWith("Good news!").doesNotContain("REF-777777");
            assertThat(lied.json().get("handoffs").orElseThrow().asArray()).hasSize(1);
            assertThat(provider.requests()).hasSize(3);
            assertThat(provider.requests().getLast().body().write()).contains("completed");
        }
    }

    @Test
    void givenAnAgentThatAsks_whenTheCustomerAnswersInTheChat_thenTheRunGoesOnWithExactlyThat() throws Exception {
        try (var shop = new Shop(folder, asking(), Optional.empty())) {
            var customer = shop.as("CUS-0001");
            var talk = opened(customer);
            say(customer, talk, "My order " + Shop.SMALL + " arrived broken and I would like a refund");
            var handoff = handoff(say(customer, talk, "yes"));
            awaitState(customer, handoff, "input-required");

            var asked = customer.get(talk)
                    .json()
                    .get("messages")
                    .orElseThrow()
                    .asArray()
                    .getLast();
            var answered = say(customer, talk, "the lid");
            var passedOn = say(customer, talk, "yes");
            var ended = customer.get("/api/handoffs/" + handoff + "?wait=30s");

            assertThat(asked.textAt("text").orElseThrow())
                    .contains("A question about your damaged order: Which part is broken?")
                    .contains("You can say: lid or pot.");
            assertThat(answered.textAt("reply")).contains("you answer: lid");
            assertThat(passedOn.textAt("reply")).contains("I passed that on: lid.");
            assertThat(ended.textAt("state")).isEqualTo("completed");
            assertThat(shop.effects("createRefund")).isEqualTo(1);
            assertThat(shop.as("omar")
                            .get("/api/runs/" + ended.textAt("run") + "/events")
                            .text())
                    .contains("\"lid\"");
        }
    }

    private static void awaitState(ApiClient customer, String handoff, String state) {
        var now = "";
        for (var i = 0; i < 30 && !now.equals(state); i++) {
            now = customer.get("/api/handoffs/" + handoff + "?wait=1s").textAt("state");
        }
        assertThat(now).isEqualTo(state);
    }

    /** The shop, with an agent that asks before it refunds. */
    private Path asking() throws IOException {
        var workspace = Shop.copy(folder.resolve("asking"));
        var playbook = workspace.resolve("playbooks/settle-damage-claim.yaml");
        var asks = """
                  part:
                    ask: requester
                    question: Which part is broken?
                    schema: {enum: [lid, pot]}
                  refund:
                    needs: [part]
                """;
        Files.writeString(playbook, Files.readString(playbook).replace("  refund:\n", asks));
        return workspace;
    }

    private static ModelsDefinition at(ModelServer provider) {
        return ModelsDefinition.of(ModelDefinition.of(
                "served",
                ModelDefinition.Provider.OPENAI_COMPATIBLE,
                "served-model",
                Optional.of(provider.url() + "/v1"),
                Optional.empty()));
    }
}
