package dev.baton.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelsTest {
    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenModels_thenTheirStateIsToldWithMoneyAsText() {
        var models = server.client.get("/api/models").json();

        var large = models.get("models").orElseThrow().asArray().getFirst();
        assertThat(large.textAt("state")).contains("ready");
        assertThat(large.get("today"))
                .contains(Json.object("amount", Json.text("0.1234567")).with("currency", "USD"));
        assertThat(large.get("counts").flatMap(it -> it.get("cached"))).contains(Json.number(9000));
        var claude = models.get("models").orElseThrow().asArray().getLast();
        assertThat(claude.textAt("state")).contains("unavailable");
        assertThat(claude.textAt("message").orElseThrow()).contains("CLAUDE_KEY");
        assertThat(claude.get("today")).isEmpty();
        assertThat(models.get("roles").orElseThrow().asArray())
                .extracting(role -> role.textAt("role").orElse("") + " "
                        + role.textAt("asked").orElse("nobody"))
                .containsExactly("assistant large", "planner large", "judge nobody");
    }

    @Test
    void givenACheck_thenEachModelSaysWhetherItWorks() {
        var probes = Json.parse(
                        server.client.post("/api/models/check", Json.object()).text())
                .asArray();

        assertThat(probes)
                .extracting(probe -> probe.get("works").orElseThrow())
                .containsExactly(Json.Bool.TRUE, Json.Bool.FALSE);
    }

    @Test
    void givenMetrics_thenTheyCountWhatModelsDid() {
        var text = server.client.get("/actuator/prometheus").text();

        assertThat(text)
                .contains("baton_model_calls_total{model=\"large\"} 12.0")
                .contains("baton_model_tokens_total{model=\"large\",type=\"cached\"} 9000.0")
                .contains("baton_model_cost_today{currency=\"USD\",model=\"large\"}")
                .contains("baton_model_ready{model=\"claude\"} 0.0");
        assertThat(server.client.get("/actuator/metrics/baton.model.failures").text())
                .contains("\"value\":1.0");
    }

    @Test
    void givenACustomer_thenModelsAreNotForThem() {
        assertThat(server.client.as("CUS-0001").get("/api/models").status()).isEqualTo(403);
        assertThat(server.client.as("CUS-0001").get("/actuator/prometheus").status())
                .isEqualTo(403);
    }
}
