package dev.baton.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.principal.Credentials;
import dev.baton.server.FakeServer;
import dev.baton.server.fake.FakePlatform;
import dev.baton.server.identity.Issuer;
import dev.baton.server.identity.OidcTokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many listeners, tokens that are over, and clients that go away in the middle. */
class HardTimesTest {
    private static final int STREAMS = 1000;

    @Test
    void givenAThousandIdleStreamsOfTheApi_thenOthersAreServed_andAllHearTheEnd() throws IOException {
        try (var server = new FakeServer()) {
            var handed = server.client.post("/api/handoffs/damaged-order", FakeServer.about("ORD-100234"));
            var streams = new ArrayList<Socket>();
            try {
                for (var i = 0; i < STREAMS; i++) {
                    streams.add(listen(server.port(), "/api/runs/" + handed.textAt("run") + "/events"));
                }
                assertThat(server.client
                                .get("/api/handoffs/" + handed.textAt("id"))
                                .status())
                        .isEqualTo(200);

                server.platform.work.complete(handed.textAt("id"));

                for (var stream : streams) {
                    assertThat(rest(stream)).contains("event: end").contains("\"completed\"");
                }
            } finally {
                for (var stream : streams) {
                    stream.close();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/a2a", "/a2a/message:send", "/v1/chat/completions", "/api/handoffs/damaged-order"})
    void givenATokenThatIsOver_thenEachDoorSaysSo_andNothingIsStarted(String path) throws IOException {
        try (var issuer = new Issuer()) {
            var oidc = new Credentials.Oidc(issuer.url(), Issuer.AUDIENCE, "sub", "groups", Map.of(), Optional.empty());
            var tokens = new OidcTokens(oidc, FakePlatform.PEOPLE, Instant::now);
            try (var server = new FakeServer(new FakePlatform(List.of(tokens)))) {
                var old = issuer.token(
                        "till", Instant.now().minus(Duration.ofDays(1)), claims -> claims.claim("client_id", "till"));

                var answer = server.client.post(path, FakeServer.about("ORD-100234"), "Authorization", "Bearer " + old);

                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate"))
                        .contains("error=\"invalid_token\"")
                        .contains("resource_metadata=");
                assertThat(answer.text()).contains("expired").doesNotContain(old);
                assertThat(server.platform.work.runs().list(Optional.empty(), 10))
                        .isEmpty();
            }
        }
    }

    @Test
    void givenAClientThatIsGoneBeforeTheAnswer_thenTheTurnIsFinished_andTheConversationGoesOn() throws Exception {
        try (var server = new FakeServer()) {
            var message = Json.object("role", Json.text("user")).with("content", "tell me slowly");
            var body = Json.object("model", Json.text("support"))
                    .with("stream", Json.bool(true))
                    .with("messages", Json.array(message))
                    .write();
            var head = "POST /v1/chat/completions HTTP/1.0\r\nHost: localhost\r\nBaton-As: CUS-0001\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
                var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertThat(lines.lines().anyMatch(line -> line.startsWith("data: ")))
                        .isTrue();
            }
            server.platform.conversations.goOn.countDown();

            assertThat(server.platform.conversations.answered.await(30, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
            assertThat(server.client.as("CUS-0001").get("/v1/models").status()).isEqualTo(200);
        }
    }

    private static Socket listen(int port, String path) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.0\r\nHost: localhost\r\nBaton-As: omar\r\n"
                                + "Accept: text/event-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
