package dev.baton.server.api;

import static dev.baton.server.FakeServer.about;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandoffsTest {
    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenASoundRequest_whenSubmitted_thenItIsAcceptedWithLinksThatLeadThere() {
        var answer = server.client.post("/api/handoffs/damaged-order", about("ORD-100234"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.textAt("state")).isEqualTo("submitted");
        assertThat(answer.textAt("contract")).isEqualTo("damaged-order@1");
        assertThat(answer.header("Location")).isEqualTo("/api/handoffs/" + answer.textAt("id"));
        var links = answer.json().get("links").orElseThrow();
        assertThat(server.client.get(links.textAt("self").orElseThrow()).textAt("run"))
                .isEqualTo(answer.textAt("run"));
        assertThat(server.client.get(links.textAt("run").orElseThrow()).textAt("id"))
                .isEqualTo(answer.textAt("run"));
        assertThat(server.client.get(links.textAt("events").orElseThrow()).status())
                .isEqualTo(200);
    }

    @Test
    void givenAKey_whenTheSameComesAgain_thenItIsTheSameHandoff_andAnotherBodyIsAConflict() {
        var first = server.client.post("/api/handoffs/damaged-order", about("ORD-1"), "Idempotency-Key", "k-1");
        var again = server.client.post("/api/handoffs/damaged-order", about("ORD-1"), "Idempotency-Key", "k-1");
        var other = server.client.post("/api/handoffs/damaged-order", about("ORD-2"), "Idempotency-Key", "k-1");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.textAt("id")).isEqualTo(first.textAt("id"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.header("Content-Type")).startsWith("application/problem+json");
        assertThat(other.textAt("handoff")).isEqualTo(first.textAt("id"));
    }

    @Test
    void givenOneIsRunning_whenAnotherIsSubmitted_thenTheConflictNamesItsHandoffAndRun() {
        var first = server.client.post("/api/handoffs/damaged-order", about("ORD-1"));
        var second = server.client.post("/api/handoffs/damaged-order", about("ORD-1"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.textAt("handoff")).isEqualTo(first.textAt("id"));
        assertThat(second.textAt("run")).isEqualTo(first.textAt("run"));
    }

    @Test
    void givenABadInput_whenSubmitted_thenEveryProblemIsToldByPath() {
        var answer = server.client.post("/api/handoffs/damaged-order", Json.parse("{\"input\":{\"wish\":\"money\"}}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").orElseThrow().write())
                .isEqualTo("[{\"path\":\"\",\"message\":\"'orderId' is missing\"},"
                        + "{\"path\":\"/wish\",\"message\":\"'money' is not one of refund\"}]");
    }

    @Test
    void givenAnUnknownContract_whenSubmitted_thenTheAnswerSuggestsOne() {
        var answer = server.client.post("/api/handoffs/damaged-orders", about("ORD-1"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.textAt("detail")).contains("did you mean 'damaged-order'?");
    }

    @Test
    void givenAnUnknownMember_whenSubmitted_thenItIsRefusedAndNothingStarts() {
        var typo = server.client.post("/api/handoffs/damaged-order", "{\"input\":{\"orderId\":\"ORD-1\"},\"inptu\":1}");
        var callback = server.client.post(
                "/api/handoffs/damaged-order", about("ORD-1").with("callback", "http://localhost/x"));

        assertThat(typo.status()).isEqualTo(400);
        assertThat(typo.text()).contains("did you mean 'input'?");
        assertThat(callback.status()).isEqualTo(400);
        assertThat(callback.text()).contains("'callback' should be an object");
        assertThat(server.client.get("/api/runs").text()).isEqualTo("[]");
    }

    @Test
    void givenSomebodyWhoMayNot_whenSubmitted_thenItIsForbidden() {
        assertThat(server.client
                        .as("lena")
                        .post("/api/handoffs/damaged-order", about("ORD-1"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void givenTooMuchToDo_whenSubmitted_thenNothingIsAcceptedAndItSaysWhenToComeBack() {
        server.platform.work.overload();
        var refused = server.client.post("/api/handoffs/damaged-order", about("ORD-1"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(refused.textAt("detail")).contains("Nothing was accepted", "wait for their turn");
        assertThat(server.client.get("/api/runs").text()).isEqualTo("[]");
    }

    @Test
    void givenAPlatformThatIsNotReady_whenSubmitted_thenItSaysSo_andHealthIsDown() {
        server.platform.refuse("the disk is full");

        var answer = server.client.post("/api/handoffs/damaged-order", about("ORD-1"));
        var health = server.client.get("/actuator/health");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.textAt("detail")).isEqualTo("the disk is full");
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.text()).contains("DOWN").contains("the disk is full");
    }

    @Test
    void givenACallerThatWaits_whenTheRunEnds_thenTheAnswerHasTheReceipt() {
        var id = server.client
                .post("/api/handoffs/damaged-order", about("ORD-1"))
                .textAt("id");
        var waiting = CompletableFuture.supplyAsync(() -> server.client.get("/api/handoffs/" + id + "?wait=PT30S"));
        server.platform.work.complete(id);

        var answer = waiting.join();

        assertThat(answer.textAt("state")).isEqualTo("completed");
        var receipt = answer.json().get("receipt").orElseThrow();
        assertThat(receipt.textAt("outcome")).contains("refunded");
        assertThat(receipt.textAt("state")).contains("completed");
        assertThat(receipt.get("confirmations").orElseThrow().write()).contains("\"id\":\"RF-1\"");
    }

    @Test
    void givenAShortWait_whenNothingHappens_thenTheAnswerIsTheStateAsItIs() {
        var posted = server.client.post("/api/handoffs/damaged-order?wait=20ms", about("ORD-1"));

        assertThat(posted.status()).isEqualTo(202);
        assertThat(posted.textAt("state")).isEqualTo("submitted");
        assertThat(server.client
                        .get("/api/handoffs/" + posted.textAt("id") + "?wait=10ms")
                        .textAt("state"))
                .isEqualTo("submitted");
        assertThat(server.client
                        .get("/api/handoffs/" + posted.textAt("id") + "?wait=soon")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void givenARunThatWaitsForAPerson_thenTheHandoffSaysWhatItNeeds() {
        var id = server.client
                .post("/api/handoffs/damaged-order", about("ORD-1"))
                .textAt("id");
        server.platform.work.ask(id, "a-1");

        var answer = server.client.get("/api/handoffs/" + id);

        assertThat(answer.textAt("state")).isEqualTo("approval-required");
        assertThat(answer.json().get("needs").orElseThrow().write())
                .isEqualTo(
                        "{\"approval\":{\"id\":\"a-1\",\"by\":\"refund-lead\",\"expires\":\"2026-01-10T10:00:00Z\"}}");
    }

    @Test
    void givenTwoCustomers_thenEachSeesOnlyWhatIsTheirs() {
        var id = server.client
                .post("/api/handoffs/damaged-order", about("ORD-1"))
                .textAt("id");

        assertThat(server.client.as("CUS-0001").get("/api/handoffs/" + id).status())
                .isEqualTo(200);
        var other = server.client.as("CUS-0002").get("/api/handoffs/" + id);
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.textAt("detail")).isEqualTo("There is no handoff '" + id + "'.");
    }

    @Test
    void givenAService_thenItSeesWhatItHandedInAndNothingElse() {
        var till = server.client.as("till");
        var own = till.post("/api/handoffs/damaged-order", about("ORD-1")).textAt("id");
        var other = server.client
                .post("/api/handoffs/damaged-order", about("ORD-2"))
                .textAt("id");

        assertThat(till.get("/api/handoffs/" + own).status()).isEqualTo(200);
        assertThat(till.get("/api/handoffs/" + other).status()).isEqualTo(404);
        assertThat(till.get("/api/runs").status()).isEqualTo(403);
    }

    @Test
    void givenIdsThatCannotExist_thenTheyAreNotFound() {
        assertThat(server.client.get("/api/handoffs/nothing").status()).isEqualTo(404);
        assertThat(server.client.get("/api/handoffs/a%20b%27c").status()).isEqualTo(404);
    }
}
