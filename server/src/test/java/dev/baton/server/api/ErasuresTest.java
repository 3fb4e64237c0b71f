package dev.baton.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Erasing by the API, and what is shown afterwards. The fake knows one run about customer CUS-0009. */
class ErasuresTest {
    private static final String AS = "Baton-As";
    private static final Json.Obj SUBJECT = Json.object("subject", Json.text("customer:CUS-0009"));

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenAPreview_thenItTellsWhatWouldGoAndErasesNothing() {
        var answer = server.client.post("/api/erasures", SUBJECT.with("preview", Json.bool(true)), AS, "omar");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"runs\":[\"r-erased\"]", "\"leftAlone\"", "r-going-on");
        assertThat(server.client.get("/api/runs/r-erased").status()).isEqualTo(404);
    }

    @Test
    void givenAnErasure_thenTheRunSaysThatItWasErased() {
        var answer = server.client.post("/api/erasures", SUBJECT, AS, "omar");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.textAt("erasure")).isEqualTo("e-1");

        var run = server.client.get("/api/runs/r-erased");
        assertThat(run.status()).isEqualTo(200);
        assertThat(run.textAt("state")).isEqualTo("completed");
        assertThat(run.textAt("erasedAt")).isEqualTo("2026-02-01T09:00:00Z");
        assertThat(run.textAt("message")).contains("erased on 2026-02-01");
        assertThat(server.client.get("/api/runs/r-erased/events").status()).isEqualTo(200);
        assertThat(server.client.get("/api/handoffs/h-erased").textAt("erasedAt"))
                .isEqualTo("2026-02-01T09:00:00Z");
        var page = server.client.send(server.client.request("/runs/r-erased").header("Accept", "text/html"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("<h1>Erased run</h1>", "2026-02-01", "r-erased");
    }

    @Test
    void givenAnErasedHandoff_thenCustomersAreNotEvenToldThatItWasThere() {
        server.client.post("/api/erasures", SUBJECT, AS, "omar");
        assertThat(server.client.get("/api/handoffs/h-erased", AS, "CUS-0001").status())
                .isEqualTo(404);
    }

    @Test
    void givenWhoMayNotOrNobodysName_thenItIsRefused() {
        assertThat(server.client.post("/api/erasures", SUBJECT, AS, "lena").status())
                .isEqualTo(403);
        assertThat(server.client.post("/api/erasures", SUBJECT, AS, "CUS-0001").status())
                .isEqualTo(403);
        var nobody = Json.object("subject", Json.text("CUS-0009"));
        assertThat(server.client.post("/api/erasures", nobody, AS, "omar").status())
                .isEqualTo(400);
        assertThat(server.client
                        .post("/api/erasures", Json.object(), AS, "omar")
                        .status())
                .isEqualTo(400);
    }
}
