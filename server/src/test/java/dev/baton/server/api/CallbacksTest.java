package dev.baton.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import dev.baton.server.fake.FakeCallbacks;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looking after callbacks by the API and on the page. */
class CallbacksTest {
    private static final String AS = "Baton-As";
    private static final String RESEND = "/api/callbacks/" + FakeCallbacks.DEAD + "/resend";

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private String page() {
        return server.client
                .send(server.client.request("/callbacks").header("Accept", "text/html"))
                .text()
                .replaceAll("\\s+", " ");
    }

    @Test
    void givenWhatWasNotTaken_thenItIsListedByState() {
        assertThat(server.client.get("/api/callbacks").text())
                .contains("\"state\":\"dead\"", "\"state\":\"retrying\"", "answered with 500");
        assertThat(server.client.get("/api/callbacks?state=dead").text())
                .contains(FakeCallbacks.DEAD)
                .doesNotContain("retrying");
        assertThat(server.client.get("/api/callbacks?state=deed").textAt("detail"))
                .contains("did you mean 'dead'?");
        assertThat(server.client.get("/api/callbacks?limit=0").status()).isEqualTo(400);
        assertThat(server.client.get("/api/callbacks", AS, "till").status()).isEqualTo(403);
        assertThat(server.client.get("/api/callbacks", AS, "CUS-0001").status()).isEqualTo(403);
    }

    @Test
    void givenAnOperator_thenWhatWasGivenUpIsSentAgain() {
        assertThat(server.client.post(RESEND, Json.object(), AS, "lena").status())
                .isEqualTo(403);
        assertThat(server.platform.callbacks.resent).isEmpty();
        assertThat(server.client.post(RESEND, Json.object(), AS, "omar").status())
                .isEqualTo(202);
        assertThat(server.platform.callbacks.resent).containsExactly(FakeCallbacks.DEAD);
        assertThat(server.client
                        .post("/api/callbacks/h-nothing/resend", Json.object(), AS, "omar")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void givenACallbackThatIsNone_thenTheHandoffIsRefusedWhole() {
        for (var callback : new String[] {
            "{\"url\":\"ftp://hooks.example.org\"}",
            "{\"uri\":\"https://hooks.example.org\"}",
            "{}",
            "\"https://hooks.example.org\"",
            "{\"url\":7}"
        }) {
            var answer = server.client.post(
                    "/api/handoffs/damaged-order",
                    "{\"input\":{\"customerId\":\"CUS-0001\",\"orderId\":\"ORD-1\"},\"callback\":" + callback + "}");
            assertThat(answer.status()).as(callback).isEqualTo(400);
            assertThat(answer.text()).as(callback).contains("/callback");
        }
        assertThat(server.client.get("/api/runs").text()).isEqualTo("[]");
    }

    @Test
    void givenAHandoffThatIsNotTheirs_thenItsCallbacksAreNotThere() {
        var url = Json.object("url", Json.text("https://hooks.example.org"));
        assertThat(server.client.get("/api/handoffs/h-9/callbacks", AS, "till").status())
                .isEqualTo(404);
        assertThat(server.client
                        .post("/api/handoffs/h-9/callbacks", url, AS, "till")
                        .status())
                .isEqualTo(404);
        assertThat(server.client
                        .send(server.client
                                .request("/api/handoffs/h-9/callbacks/s1", AS, "till")
                                .DELETE())
                        .status())
                .isEqualTo(404);
        assertThat(server.client
                        .get("/api/handoffs/h-9/callbacks", AS, "CUS-0001")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void givenThePage_thenItSaysWhatFailedAndWhyAndSendsAgain() {
        assertThat(page())
                .contains("<h2 id=\"callbacks-dead\">Given up</h2>", "completed <span class=\"quiet\">to")
                .contains("https://hooks.example.org/&lt;baton&gt;", "Failed 10 times", "answered with 500")
                .contains("href=\"/runs/r-01kekwe4g03xb9teabp7hk0r60\"", "Send again", "Tried again <time")
                .contains("<a href=\"/callbacks\" aria-current=\"page\">Callbacks</a>");

        var sent = server.client.send(server.client
                .request("/callbacks/" + FakeCallbacks.DEAD + "/resend", AS, "omar", "Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody()));
        assertThat(sent.text()).contains(FakeCallbacks.DEAD + " is sent again now");
        assertThat(server.platform.callbacks.resent).containsExactly(FakeCallbacks.DEAD);
    }
}
