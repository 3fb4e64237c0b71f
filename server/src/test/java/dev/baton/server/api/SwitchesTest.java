package dev.baton.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Switching things off and on by the API and on the page. */
class SwitchesTest {
    private static final String AS = "Baton-As";
    private static final Json.Obj OFF = Json.object("on", Json.bool(false)).with("reason", "too many refunds");

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenAnOperator_whenSomethingIsSwitchedOff_thenItIsListedWithWhoAndWhy() {
        var answer = server.client.post("/api/switches/tool/billing.refund", OFF, AS, "omar");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"on\":false", "\"by\":\"person:omar\"", "too many refunds");
        assertThat(server.client.get("/api/switches").text())
                .contains("\"kind\":\"tool\"", "billing.refund", "too many refunds", "\"agents\":[\"refunds\"]");

        var on =
                server.client.post("/api/switches/tool/billing.refund", Json.object("on", Json.bool(true)), AS, "omar");
        assertThat(on.text()).contains("\"on\":true");
        assertThat(server.client.get("/api/switches").text()).contains("\"off\":[]");
    }

    @Test
    void givenSomebodyElseOrSomethingElse_thenItIsRefusedWithTheReason() {
        assertThat(server.client
                        .post("/api/switches/agent/refunds", OFF, AS, "lena")
                        .status())
                .isEqualTo(403);
        assertThat(server.client
                        .post("/api/switches/agent/refunds", OFF, AS, "CUS-0001")
                        .status())
                .isEqualTo(403);
        assertThat(server.client
                        .post("/api/switches/agent/refund", OFF, AS, "omar")
                        .status())
                .isEqualTo(404);
        assertThat(server.client
                        .post("/api/switches/policy/refunds", OFF, AS, "omar")
                        .text())
                .contains("there are switches of agents, tools and connections");
        assertThat(server.client
                        .post("/api/switches/agent/refunds", Json.object(), AS, "omar")
                        .status())
                .isEqualTo(400);
        assertThat(server.client.get("/api/switches").text()).contains("\"off\":[]");
    }

    @Test
    void givenThePage_thenItShowsEverySwitchAndWhatIsOff() {
        server.client.post("/api/switches/connection/billing", OFF, AS, "omar");

        var page = server.client.send(server.client.request("/switches").header("Accept", "text/html"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains(
                        "<h1>Switches</h1>",
                        "orders.get",
                        "Switch off",
                        "Switch on",
                        "too many refunds",
                        "person:omar");
    }
}
