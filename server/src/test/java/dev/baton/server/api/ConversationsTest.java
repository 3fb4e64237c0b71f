package dev.baton.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import dev.baton.server.fake.ApiClient;
import dev.baton.server.fake.FakeConversations;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConversationsTest {
    private static final String JSON = "application/json";
    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private String open(ApiClient client, String body) {
        var answer = client.post("/api/conversations", body);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/conversations/" + answer.textAt("id"));
        return "/api/conversations/" + answer.textAt("id");
    }

    @Test
    void givenACustomer_whenTalking_thenTheReplyProposesAndTheButtonHandsOff() {
        var customer = server.client.as("CUS-0001");
        var talk = open(customer, "{\"assistant\":\"support\"}");

        var reply = customer.post(talk + "/messages", "{\"text\":\"my glass is broken\"}", "Accept", JSON);
        var proposal = reply.json().get("proposal").orElseThrow();
        var confirmed = customer.post(
                talk + "/proposals/" + proposal.textAt("draft").orElseThrow() + "/confirm",
                Json.object("digest", proposal.get("digest").orElseThrow()));

        assertThat(reply.textAt("reply")).isEqualTo("I can hand this off, CUS-0001.");
        assertThat(reply.json().get("handoffs").orElseThrow().asArray()).isEmpty();
        assertThat(confirmed.status()).isEqualTo(200);
        var handoff = confirmed.json().get("handoffs").orElseThrow().asArray().getFirst();
        assertThat(handoff.textAt("state")).contains("submitted");
        assertThat(customer.get(talk).json().get("cards").orElseThrow().write())
                .contains(handoff.textAt("id").orElseThrow());
    }

    @Test
    void givenAnotherDigest_whenConfirmed_thenNothingStarts() {
        var customer = server.client.as("CUS-0001");
        var talk = open(customer, "{\"assistant\":\"support\"}");

        var stale = customer.post(talk + "/proposals/d-1/confirm", Json.object("digest", Json.text("0".repeat(64))));
        var malformed = customer.post(talk + "/proposals/d-1/confirm", "{\"digest\":\"yes\"}");

        assertThat(stale.status()).isEqualTo(409);
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(customer.post(talk + "/proposals/d-1/confirm", "{}").status())
                .isEqualTo(400);
        assertThat(server.client.get("/api/runs").text()).isEqualTo("[]");
    }

    @Test
    void givenNoPreference_whenTalking_thenTheAnswerIsAStreamOfEvents() {
        var customer = server.client.as("CUS-0001");
        var talk = open(customer, "{\"assistant\":\"support\"}");

        var answer = customer.post(talk + "/messages", "{\"text\":\"hello\",\"clientId\":\"m1\"}");

        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.text())
                .containsSubsequence("event: delta", "I can hand this off", "event: end", "\"proposal\"");
    }

    private HttpRequest.Builder slowly(ApiClient customer, String talk) {
        return customer.request(talk + "/messages", "Accept", "text/event-stream", "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"tell me slowly\",\"clientId\":\"m1\"}"));
    }

    @Test
    void givenAReplyThatTakesItsTime_whenItBegins_thenItsBeginningIsHeardBeforeItsEndIsMade() throws Exception {
        var customer = server.client.as("CUS-0001");
        var talk = open(customer, "{\"assistant\":\"support\"}");

        var answer = customer.http().send(slowly(customer, talk).build(), HttpResponse.BodyHandlers.ofLines());

        var lines = answer.body().iterator();
        assertThat(lines.next()).isEqualTo("event: delta");
        assertThat(lines.next()).contains(FakeConversations.FIRST);
        server.platform.conversations.goOn.countDown();
        var rest = new StringBuilder();
        lines.forEachRemaining(rest::append);
        assertThat(rest.toString())
                .containsOnlyOnce("event: delta")
                .containsSubsequence(FakeConversations.SECOND, "event: end", "\"offline\":false");
    }

    @Test
    void givenSomebodyWhoGoesAway_whenTheReplyIsMade_thenItIsInTheConversationAllTheSame() throws Exception {
        var customer = server.client.as("CUS-0001");
        var talk = open(customer, "{\"assistant\":\"support\"}");
        var answer = customer.http().send(slowly(customer, talk).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.body().read()).isEqualTo('e');

        answer.body().close();
        server.platform.conversations.goOn.countDown();

        assertThat(server.platform.conversations.answered.await(30, TimeUnit.SECONDS))
                .isTrue();
        assertThat(customer.get(talk).text()).contains(FakeConversations.SECOND);
    }

    @Test
    void givenTheDeveloper_whenTalkingAsACustomer_thenItIsThatCustomerWhoTalks() {
        var talk = open(server.client, "{\"assistant\":\"support\",\"as\":\"CUS-0002\"}");

        var reply = server.client.post(talk + "/messages", "{\"text\":\"hello\"}", "Accept", JSON);

        assertThat(reply.textAt("reply")).contains("CUS-0002");
        assertThat(server.client.get(talk).textAt("with")).isEqualTo("customer:CUS-0002");
        assertThat(server.client.as("CUS-0002").get(talk).status()).isEqualTo(200);
    }

    @Test
    void givenSomebodyElse_thenTheConversationDoesNotExist() {
        var talk = open(server.client.as("CUS-0001"), "{\"assistant\":\"support\"}");
        var other = server.client.as("CUS-0002");

        assertThat(other.get(talk).status()).isEqualTo(404);
        assertThat(other.post(talk + "/messages", "{\"text\":\"hello\"}", "Accept", JSON)
                        .status())
                .isEqualTo(404);
        assertThat(other.post(talk + "/messages", "{\"text\":\"hello\"}").status())
                .isEqualTo(404);
    }

    @Test
    void givenSomebodyWhoMayNotActForOthers_thenTheyCannotTalkAsACustomer() {
        var as = "{\"assistant\":\"support\",\"as\":\"CUS-0002\"}";

        assertThat(server.client.as("lena").post("/api/conversations", as).status())
                .isEqualTo(403);
        assertThat(server.client.as("CUS-0001").post("/api/conversations", as).status())
                .isEqualTo(403);
        var unknown = server.client.post("/api/conversations", "{\"assistant\":\"support\",\"as\":\"lena\"}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.textAt("detail")).contains("CUS-0001, CUS-0002");
    }

    @Test
    void givenAnUnknownAssistantOrAnEmptyMessage_thenItIsRefused() {
        assertThat(server.client
                        .post("/api/conversations", "{\"assistant\":\"nobody\"}")
                        .status())
                .isEqualTo(404);
        var talk = open(server.client, "{\"assistant\":\"support\"}");
        assertThat(server.client.post(talk + "/messages", "{\"text\":\"  \"}").status())
                .isEqualTo(400);
    }
}
