package dev.baton.server.api;

import static dev.baton.server.FakeServer.about;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunsTest {
    private final FakeServer server = new FakeServer();
    private String handoff = "";
    private String run = "";

    @BeforeEach
    void submit() {
        var accepted = server.client.post("/api/handoffs/damaged-order", about("ORD-1"));
        handoff = accepted.textAt("id");
        run = accepted.textAt("run");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenRuns_whenListed_thenTheyCanBeFilteredByState() {
        assertThat(server.client.get("/api/runs?state=submitted").text()).contains(run);
        assertThat(server.client.get("/api/runs?state=completed").text()).isEqualTo("[]");
        var wrong = server.client.get("/api/runs?state=complete");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.textAt("detail")).contains("did you mean 'completed'?");
        assertThat(server.client.get("/api/runs?limit=0").status()).isEqualTo(400);
        assertThat(server.client.get("/api/runs?limit=many").textAt("detail"))
                .isEqualTo("'many' is not a value for limit.");
    }

    @Test
    void givenARun_whenAskedFor_thenItShowsStepsInWords() {
        var answer = server.client.get("/api/runs/" + run);

        assertThat(answer.textAt("agent")).isEqualTo("refunds");
        var step = answer.json().get("steps").orElseThrow().asArray().getFirst();
        assertThat(step.textAt("status")).contains("approval-required");
        assertThat(step.textAt("id")).contains("refund");
        assertThat(server.client.get("/api/runs/r-none").status()).isEqualTo(404);
    }

    @Test
    void givenAJournal_whenReadAfterARevision_thenOnlyWhatCameLater() {
        server.platform.work.work(handoff, "Planned");

        var all = Json.parse(server.client.get("/api/runs/" + run + "/events").text());
        var later = Json.parse(
                server.client.get("/api/runs/" + run + "/events?after=1").text());

        assertThat(all.asArray()).hasSize(2);
        assertThat(later.asArray()).hasSize(1);
        assertThat(later.asArray().getFirst().textAt("type")).contains("Planned");
    }

    @Test
    void givenAFollower_whenTheRunGoesOnAndEnds_thenEveryEventComesOnceAndTheStreamEnds() throws Exception {
        try (var lines = server.client.lines("/api/runs/" + run + "/events")) {
            var iterator = lines.iterator();
            assertThat(iterator.next()).isEqualTo("id: 1");
            server.platform.work.work(handoff, "Planned");
            server.platform.work.complete(handoff);
            var rest = new StringBuilder();
            iterator.forEachRemaining(line -> rest.append(line).append('\n'));
            assertThat(rest.toString())
                    .containsSubsequence(
                            "id: 2", "Planned", "id: 3", "Completed", "event: end", "\"state\":\"completed\"")
                    .doesNotContain("id: 4");
        }
    }

    @Test
    void givenAFollowerThatComesBack_thenItGoesOnWhereItWas() throws Exception {
        server.platform.work.complete(handoff);

        try (var lines = server.client.lines("/api/runs/" + run + "/events", "Last-Event-ID", "1")) {
            assertThat(lines.filter(line -> line.startsWith("id: ")).toList()).containsExactly("id: 2");
        }
    }

    @Test
    void givenAnOperator_whenARunIsCanceledOrResolved_thenTheEngineIsTold() {
        var omar = server.client.as("omar");

        assertThat(omar.post("/api/runs/" + run + "/cancel", "{\"reason\":\"wrong order\"}")
                        .status())
                .isEqualTo(200);
        assertThat(omar.post("/api/runs/" + run + "/steps/refund/resolve", "{\"happened\":true,\"reference\":\"RF-7\"}")
                        .status())
                .isEqualTo(200);

        assertThat(server.client.get("/api/runs/" + run + "/events").text())
                .contains("wrong order")
                .contains("refund true Optional[Text[value=RF-7]]");
    }

    @Test
    void givenAQuestion_whenItIsAnswered_thenWhatDoesNotFitIsRefusedWithItsPlace() {
        server.platform.work.question(handoff, "How many glasses are broken?");
        var input = server.client
                .get("/api/handoffs/" + handoff)
                .json()
                .get("needs")
                .orElseThrow()
                .get("input");
        assertThat(input.orElseThrow().textAt("question")).contains("How many glasses are broken?");
        assertThat(server.client.get("/api/handoffs/" + handoff).textAt("state"))
                .isEqualTo("input-required");

        var customer = server.client.as("CUS-0001");
        var wrong = customer.post("/api/handoffs/" + handoff + "/input", "{\"value\":\"three\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("must be integer");
        assertThat(customer.post("/api/handoffs/" + handoff + "/input", "{}").text())
                .contains("'value' is missing");
        assertThat(server.client
                        .as("CUS-0002")
                        .post("/api/handoffs/" + handoff + "/input", "{\"value\":3}")
                        .status())
                .isEqualTo(404);
        assertThat(customer.post("/api/handoffs/" + handoff + "/input", "{\"value\":3}")
                        .textAt("state"))
                .isEqualTo("working");
        assertThat(server.client
                        .as("omar")
                        .post("/api/runs/" + run + "/input", "{\"value\":3}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void givenACancelThatSaysWhatBecomesOfWhatWasDone_thenTheEngineIsToldThatToo() {
        server.client.as("omar").post("/api/runs/" + run + "/cancel", "{\"reason\":\"wrong\",\"undo\":true}");
        assertThat(server.client.get("/api/runs/" + run + "/events").text()).contains("wrong, undo true");
    }

    @Test
    void givenNoBody_whenARunIsCanceled_thenThatIsEnough() {
        var request = server.client.request("/api/runs/" + run + "/cancel");

        assertThat(server.client
                        .send(request.POST(java.net.http.HttpRequest.BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void givenWhatTheEngineRefuses_thenTheStatusSaysWhy() {
        var cancel = "/api/runs/" + run + "/cancel";
        assertThat(server.client.as("lena").post(cancel, "{}").status()).isEqualTo(403);
        assertThat(server.client.post("/api/runs/r-none/cancel", "{}").status()).isEqualTo(404);
        server.platform.work.complete(handoff);
        assertThat(server.client.post(cancel, "{}").status()).isEqualTo(409);
        var resolve = server.client.post("/api/runs/" + run + "/steps/refund/resolve", "{\"hapened\":true}");
        assertThat(resolve.status()).isEqualTo(400);
        assertThat(resolve.text()).contains("'happened' is missing").contains("did you mean 'happened'?");
    }

    @Test
    void givenAStep_whenItIsSkippedOrTriedAgain_thenTheEngineIsTold_andSkippingTakesAReason() {
        var steps = "/api/runs/" + run + "/steps/refund/";
        assertThat(server.client.post(steps + "retry", "{}").status()).isEqualTo(200);
        var unexplained = server.client.post(steps + "skip", "{}");
        assertThat(unexplained.status()).isEqualTo(400);
        assertThat(unexplained.text()).contains("'reason' is missing");
        var skipped = server.client.post(steps + "skip", "{\"reason\":\"done by phone\"}");
        assertThat(skipped.status()).isEqualTo(200);
        assertThat(skipped.text()).contains("\"possible\":[\"retry\",\"skip\",\"complete\"]");

        assertThat(server.client.get("/api/runs/" + run + "/events").text())
                .contains("StepRetried")
                .contains("refund done by phone");
        assertThat(server.client
                        .as("lena")
                        .post(steps + "skip", "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
    }
}
