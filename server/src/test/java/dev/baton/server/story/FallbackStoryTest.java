package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelsDefinition;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.wire.ModelServer;
import dev.baton.testkit.model.wire.OpenAiWire;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that takes nobody's key, behind the agent that it should plan for: the work is done, and that is told. */
class FallbackStoryTest {
    @TempDir
    private Path folder;

    @Test
    void givenAModelThatCannotPlan_thenThePlaybookSettlesTheClaim_andPageAndMetricsSayWhy() throws Exception {
        try (var provider = new ModelServer(new OpenAiWire(), request -> Answer.status(401));
                var shop = new Shop(
                        folder,
                        Shop.workspace(folder, "planner: {model: {fallback: settle-damage-claim}}"),
                        Optional.of(ModelsDefinition.of(ModelDefinition.of(
                                "planner",
                                ModelDefinition.Provider.OPENAI_COMPATIBLE,
                                "any",
                                Optional.of(provider.url() + "/v1"),
                                Optional.empty()))))) {
            // when
            var done = shop.settle("CUS-0001", Shop.SMALL, "refund").json();

            // then
            assertThat(done.get("receipt").flatMap(receipt -> receipt.textAt("outcome")))
                    .contains("refunded");
            var run = done.textAt("run").orElseThrow();
            assertThat(shop.as("omar").get("/runs/" + run).text())
                    .contains("Versions of the plan", "playbook:settle-damage-claim", "Asked of models", "401");
            assertThat(shop.as("omar")
                            .get("/api/runs/" + run)
                            .json()
                            .get("plans")
                            .orElseThrow()
                            .asArray())
                    .singleElement()
                    .satisfies(
                            plan -> assertThat(plan.textAt("reason").orElse("")).contains("401"));
            assertThat(shop.as("omar").get("/actuator/prometheus").text())
                    .contains("baton_model_failures_total{model=\"planner\"} 1.0");
        }
    }
}
