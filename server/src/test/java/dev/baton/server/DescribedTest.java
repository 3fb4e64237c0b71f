package dev.baton.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.baton.json.Json;
import dev.baton.server.fake.ApiClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That answers which are not as the document says are noticed: a server that gives ours, and answers as it likes. */
class DescribedTest {
    private static final String LEVEL =
            "{\"agent\":\"a\",\"description\":\"d\",\"level\":\"shadow\",\"inFile\":\"shadow\","
                    + "\"mayLower\":[],\"reviews\":{\"fine\":0,\"notFine\":0}}";

    private final HttpServer server = open();
    private final ApiClient client =
            ApiClient.of("http://127.0.0.1:" + server.getAddress().getPort());

    private static HttpServer open() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void describe() {
        try (var ours = new FakeServer()) {
            answer(
                    "/api/openapi.json",
                    200,
                    "application/json",
                    ours.client.get("/api/openapi.json").text());
        }
        server.start();
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    private void answer(String path, int status, String type, String body) {
        server.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void givenAnAnswerAsDescribed_thenItPasses() {
        answer("/api/levels", 200, "application/json", "[" + LEVEL + "]");

        assertThatCode(() -> client.get("/api/levels")).doesNotThrowAnyException();
    }

    @Test
    void givenAMemberTooMany_thenItsPlaceIsTold() {
        answer(
                "/api/levels",
                200,
                "application/json",
                "[" + LEVEL.replace("{\"agent\"", "{\"more\":1,\"agent\"") + "]");

        assertThatThrownBy(() -> client.get("/api/levels"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /api/levels was answered 200")
                .hasMessageContaining("more");
    }

    @Test
    void givenAStatusOrATypeThatIsNotDescribed_thenItIsTold() {
        answer("/api/levels", 418, "application/json", "[]");
        answer("/api/switches", 200, "text/plain", "none");
        answer("/api/elsewhere", 200, "application/json", "{}");

        assertThatThrownBy(() -> client.get("/api/levels")).hasMessageContaining("the status is not described");
        assertThatThrownBy(() -> client.get("/api/switches")).hasMessageContaining("text/plain is not described");
        assertThatThrownBy(() -> client.get("/api/elsewhere")).hasMessageContaining("no operation is described");
    }

    @Test
    void givenARequestThatWasTakenAlthoughItDoesNotFit_thenItIsTold() {
        answer("/api/levels/a", 200, "application/json", LEVEL.replace("{\"agent\"", "{\"message\":\"m\",\"agent\""));
        var fits = Json.object("level", Json.text("shadow"));

        assertThatCode(() -> client.post("/api/levels/a", fits)).doesNotThrowAnyException();
        assertThatThrownBy(() -> client.post("/api/levels/a", fits.with("much", "more")))
                .hasMessageContaining("of the request");
    }

    @Test
    void givenAnEventThatIsNotAsDescribed_thenItIsTold() {
        answer("/api/runs/r-1/events", 200, "text/event-stream", "event: end\ndata: {\"id\":\"h-1\"}\n\n");
        answer("/api/runs/r-2/events", 200, "text/event-stream", "event: news\ndata: {}\n\n");

        assertThatThrownBy(() -> client.get("/api/runs/r-1/events")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> client.get("/api/runs/r-2/events"))
                .hasMessageContaining("the event news is not described");
    }
}
