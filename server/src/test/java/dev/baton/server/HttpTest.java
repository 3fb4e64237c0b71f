package dev.baton.server;

import static dev.baton.server.FakeServer.about;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.workspace.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every door does alike: problems, limits, and keeping foreign pages out. */
class HttpTest {
    private static final FakeServer SERVER = new FakeServer();
    private static final String PROBLEM = "application/problem+json";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void givenBrokenJson_thenTheProblemSaysWhere() {
        var answer = SERVER.client.post("/api/conversations", "{\"assistant\":\n  oops}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith(PROBLEM);
        assertThat(answer.textAt("detail")).contains("line 2, column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "\"text\""})
    void givenJsonThatIsNoObject_thenItIsRefused(String body) {
        assertThat(SERVER.client.post("/api/conversations", body).status()).isEqualTo(400);
    }

    @Test
    void givenNoBodyOrBytesThatAreNoText_thenItIsRefused() {
        assertThat(SERVER.client.post("/api/conversations", "").status()).isEqualTo(400);
        var bytes = SERVER.client
                .request("/api/conversations")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xC3, '"'}));
        assertThat(SERVER.client.send(bytes).textAt("detail")).contains("UTF-8");
    }

    @Test
    void givenABodyOfMoreThanAMebibyte_thenItIsTooLarge_andOneOfExactlyThatIsRead() {
        var frame = "{\"assistant\":\"\"}";
        var largest = "x".repeat((1 << 20) - frame.length());
        var tooLarge = SERVER.client.post("/api/conversations", "{\"assistant\":\"x" + largest + "\"}");
        var fits = SERVER.client.post("/api/conversations", "{\"assistant\":\"" + largest + "\"}");

        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.header("Content-Type")).startsWith(PROBLEM);
        assertThat(fits.status()).isEqualTo(404);
    }

    @Test
    void givenTheWrongPathMethodOrType_thenTheStatusSaysSo() {
        var path = SERVER.client.get("/api/handoff");
        var method = SERVER.client.send(SERVER.client.request("/api/runs").DELETE());
        var type = SERVER.client.send(SERVER.client
                .request("/api/conversations")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(path.status()).isEqualTo(404);
        assertThat(path.textAt("detail")).isEqualTo("There is nothing at /api/handoff.");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET");
        assertThat(type.status()).isEqualTo(415);
        for (var answer : new dev.baton.server.fake.ApiClient.Answer[] {path, method, type}) {
            assertThat(answer.header("Content-Type")).startsWith(PROBLEM);
            assertThat(answer.json().get("status").orElseThrow().toPlain()).isEqualTo((long) answer.status());
        }
    }

    @Test
    void givenAnyAnswer_thenItsHeadersTellBrowsersToBeCareful() {
        var answer = SERVER.client.get("/api/workspace");

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LocalHost, 200",
        "127.0.0.1, 200",
        "[::1], 200",
        "evil.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403"
    })
    void givenAName_thenOnlyLoopbackIsAnswered(String host, int status) throws IOException {
        assertThat(rawStatus("GET /api/workspace HTTP/1.1\r\nHost: " + host + ":" + SERVER.port() + "\r\n"))
                .isEqualTo(status);
        assertThat(rawStatus("GET /api/workspace HTTP/1.1\r\nHost: " + host + "\r\n"))
                .isEqualTo(status);
    }

    @Test
    void givenAForeignOrigin_thenNothingChanges_butOurOwnPagesMay() {
        for (var origin : new String[] {"http://evil.example", "null", "http://127.0.0.1:1"}) {
            assertThat(SERVER.client
                            .post("/api/handoffs/damaged-order", about("ORD-9"), "Origin", origin)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(SERVER.client
                        .post("/api/handoffs/damaged-order", about("ORD-9"), "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(SERVER.client
                        .post("/api/handoffs/damaged-order", about("ORD-9"), "Origin", SERVER.url())
                        .status())
                .isEqualTo(202);
    }

    @Test
    void givenHealth_thenItIsUp_andNothingElseOfTheActuatorIsThere() {
        assertThat(SERVER.client.get("/actuator/health").textAt("status")).isEqualTo("UP");
        assertThat(SERVER.client.get("/actuator/env").status()).isEqualTo(404);
        assertThat(SERVER.client.get("/actuator/beans").status()).isEqualTo(404);
    }

    @Test
    void givenARequest_thenItRunsOnAVirtualThread() {
        assertThat(SERVER.client.get("/api/workspace").text()).contains("\"virtual\":true");
    }

    @Test
    void givenABrowser_thenItGetsItsStaticFiles() {
        assertThat(SERVER.client
                        .get("/webjars/htmx.org/2.0.10/dist/htmx.min.js")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void givenAnAddressThatOthersCanReach_thenItIsRefused() {
        assertThatThrownBy(() -> new ServerOptions(
                        "0.0.0.0",
                        0,
                        Path.of("w"),
                        new StoreLocation.Folder(Path.of("d")),
                        Settings.of(Map.of(), Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("binds 127.0.0.1 only");
    }

    @Test
    void givenATakenPort_thenTheServerSaysWhatToDo() {
        var options = new ServerOptions(
                "127.0.0.1",
                SERVER.port(),
                Path.of("w"),
                new StoreLocation.Folder(Path.of("d")),
                Settings.of(Map.of(), Map.of()));
        assertThatThrownBy(() -> BatonServer.start(options, SERVER.platform))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("choose another port with --port");
    }

    /** The JDK's client sets Host by itself, so this speaks HTTP by hand. */
    private static int rawStatus(String head) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
