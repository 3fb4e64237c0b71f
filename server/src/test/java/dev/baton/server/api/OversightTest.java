package dev.baton.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Levels, reviews and shadows by the API and on their pages. */
class OversightTest {
    private static final String AS = "Baton-As";
    private static final Json.Obj NOT_FINE =
            Json.object("fine", Json.bool(false)).with("comment", "another plate");

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private String page(String path) {
        var page = server.client.send(server.client.request(path).header("Accept", "text/html"));
        assertThat(page.status()).as(path).isEqualTo(200);
        return page.text();
    }

    private String posted(String path, String as, String form) {
        return server.client
                .send(server.client
                        .request(path)
                        .header("Accept", "text/html")
                        .header(AS, as)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form)))
                .text();
    }

    @Test
    void givenWhomRulesAsk_whenALevelIsLowered_thenItIsToldWithWhoAndWhy() {
        var body = Json.object("level", Json.text("supervised")).with("reason", "odd refunds");

        var answer = server.client.post("/api/levels/refunds", body, AS, "lena");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("refunds is at level supervised now");
        assertThat(server.client.get("/api/levels/refunds").text())
                .contains("\"level\":\"supervised\"", "\"inFile\":\"autonomous\"", "person:lena", "odd refunds");
        assertThat(page("/levels")).contains("Its file says autonomous", "odd refunds", "Raise to autonomous");
    }

    @Test
    void givenWhatCannotBeSet_thenItIsRefusedWithTheReason() {
        var lower = Json.object("level", Json.text("propose"));
        assertThat(server.client
                        .post("/api/levels/refunds", lower, AS, "CUS-0001")
                        .status())
                .isEqualTo(403);
        assertThat(server.client.post("/api/levels/refunds", lower, AS, "till").status())
                .isEqualTo(403);
        assertThat(server.client.post("/api/levels/refund", lower, AS, "omar").status())
                .isEqualTo(404);
        assertThat(server.client.get("/api/levels/refund").status()).isEqualTo(404);
        assertThat(server.client
                        .post("/api/levels/refunds", Json.object("level", Json.text("own")), AS, "omar")
                        .text())
                .contains("shadow, propose, supervised, autonomous");
        assertThat(server.client.get("/api/levels").text()).contains("\"level\":\"autonomous\"");
    }

    @Test
    void givenAReview_thenThePageShowsWhatWasDoneAndWhy() {
        assertThat(page("/reviews/r-1-v1"))
                .contains("Was it right?", "billing.refund", "facts.order.totalMinor was 8000", "REF-1", "Not fine");
        assertThat(server.client.get("/api/reviews/r-1-v1").text()).contains("\"by\":\"refund-lead\"");
        assertThat(server.client.get("/api/reviews/r-1-v9").status()).isEqualTo(404);
    }

    @Test
    void givenAReview_whenItWasNotFine_thenThePageOffersToLowerTheLevel() {
        assertThat(server.client
                        .post("/api/reviews/r-1-v1", NOT_FINE, AS, "omar")
                        .status())
                .isEqualTo(403);
        assertThat(server.client
                        .post("/api/reviews/r-1-v1", Json.object("fine", Json.bool(false)), AS, "lena")
                        .status())
                .isEqualTo(409);
        assertThat(server.client
                        .post("/api/reviews/r-1-v1", Json.object(), AS, "lena")
                        .status())
                .isEqualTo(400);

        var page = posted("/reviews/r-1-v1", "lena", "fine=false&comment=another+plate");

        assertThat(page)
                .contains("Kept as not fine", "Have people asked again?", "Lower to supervised", "another plate");
        assertThat(server.client.get("/api/reviews/r-1-v1").text()).contains("\"fine\":false", "another plate");
    }

    @Test
    void givenAShadow_whenItIsToldOnThePageWhatPeopleDid_thenTheAgreementIsShown() {
        assertThat(page("/shadows/r-2")).contains("What the agent would have done", "amountMinor");
        var other = URLEncoder.encode("billing.refund {\"amountMinor\": 2000}", StandardCharsets.UTF_8);

        assertThat(posted("/shadows/r-2", "omar", "did=OTHER&acts=" + other))
                .contains("Other arguments:", "amountMinor;");
        assertThat(posted("/shadows/r-2", "omar", "did=OTHER&acts=billing.refund+2000"))
                .contains("followed by its arguments as JSON");
        assertThat(posted("/shadows/r-2", "omar", "did=SAME")).contains("The same:");
        assertThat(page("/levels/refunds")).contains("in 1 they did exactly");
    }

    @Test
    void givenAShadow_whenItIsToldByTheApi_thenWhatDiffersIsAnswered() {
        var did = Json.object("did", Json.array(Json.object("does", Json.text("shipping.replace"))));

        var answer = server.client.post("/api/shadows/r-2", did, AS, "omar");

        assertThat(answer.text()).contains("\"kind\":\"only-agent\"", "\"kind\":\"only-people\"", "\"full\":false");
        assertThat(server.client.post("/api/shadows/r-2", did, AS, "lena").status())
                .isEqualTo(403);
        assertThat(server.client.post("/api/shadows/r-3", did, AS, "omar").status())
                .isEqualTo(404);
        assertThat(server.client
                        .post("/api/shadows/r-2", Json.object(), AS, "omar")
                        .status())
                .isEqualTo(400);
        assertThat(server.client.get("/api/shadows?agent=refunds").text()).contains("\"known\":1", "\"agreed\":0");
    }
}
