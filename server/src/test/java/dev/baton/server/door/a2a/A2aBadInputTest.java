package dev.baton.server.door.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.FakeServer;
import dev.baton.server.fake.ApiClient;
import dev.baton.server.fake.FakePlatform;
import dev.baton.server.identity.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be taken is told in the protocol's own errors, and nothing starts. */
class A2aBadInputTest {
    private final FakeServer server = new FakeServer();
    private final A2aCalls calls = new A2aCalls(server.client.as("omar"));

    @AfterEach
    void close() {
        server.close();
    }

    private static Json.Obj sound(String key) {
        return Json.object("message", A2aCalls.handIn("damaged-order", claim("ORD-100235"), key));
    }

    private static Json claim(String order) {
        return FakeServer.about(order).get("input").orElseThrow();
    }

    private void assertNothingStarted() {
        assertThat(server.client.as("omar").get("/api/runs").text()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"jsonrpc\": \"2.0\", \"id\": 1, | -32700",
                "[] | -32600",
                "[{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"GetTask\"}] | -32600",
                "{\"id\": 1, \"method\": \"GetTask\"} | -32600",
                "{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"GetTask\"} | -32600",
                "{\"jsonrpc\": \"2.0\", \"method\": \"GetTask\"} | -32600",
                "{\"jsonrpc\": \"2.0\", \"id\": {}, \"method\": \"GetTask\"} | -32600",
                "{\"jsonrpc\": \"2.0\", \"id\": 1} | -32600",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"message/send\"} | -32601",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"GetTask\", \"params\": []} | -32602",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"GetTask\"} | -32602",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"GetTask\", \"params\": {\"id\": \"h-none\"}} | -32001",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"CancelTask\", \"params\": {\"id\": \"h-none\"}} | -32001",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ListTasks\", \"params\": {\"pageSize\": 101}} | -32602",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ListTasks\", \"params\": {\"pageToken\": \"x\"}} | -32602",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ListTasks\", \"params\": {\"status\": \"DONE\"}} | -32602",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"SendMessage\", \"params\": {}} | -32602"
            })
    void givenABrokenCall_thenTheErrorHasItsCode(String body, long code) {
        var answer = calls.post(body, "A2A-Version", "1.0");

        assertThat(A2aCalls.code(answer.json())).as(answer.text()).isEqualTo(code);
        assertThat(answer.json().textAt("jsonrpc")).contains("2.0");
        assertNothingStarted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\": \"ROLE_USER\", \"parts\": [{\"text\": \"hi\"}]} | /message/messageId",
                "{\"messageId\": \"m 1\", \"role\": \"ROLE_USER\", \"parts\": [{\"text\": \"hi\"}]} | messageId",
                "{\"messageId\": \"m1\", \"role\": \"ROLE_AGENT\", \"parts\": [{\"text\": \"hi\"}]} | /message/role",
                "{\"messageId\": \"m1\", \"role\": \"ROLE_USER\", \"parts\": []} | /message/parts",
                "{\"messageId\": \"m1\", \"role\": \"ROLE_USER\", \"parts\": [{}]} | /message/parts/0",
                "{\"messageId\": \"m1\", \"role\": \"ROLE_USER\", \"parts\": [{\"text\": \"a\", \"url\": \"b\"}]} | /message/parts/0",
                "{\"messageId\": \"m1\", \"role\": \"ROLE_USER\", \"parts\": [{\"data\": 1}, {\"data\": 2}]} | one data part"
            })
    void givenABrokenMessage_thenItsPlaceIsTold(String message, String told) {
        var answer = calls.call("SendMessage", Json.object("message", Json.parse(message)));

        assertThat(A2aCalls.code(answer)).as(answer.write()).isEqualTo(-32602);
        assertThat(answer.write()).contains(told);
        assertNothingStarted();
    }

    @Test
    void givenFilesOrOtherTypes_thenTheContentTypeIsNotSupported() {
        var file = Json.parse("{\"raw\": \"dGNr\", \"mediaType\": \"image/png\"}");
        var xml = Json.parse("{\"data\": {}, \"mediaType\": \"application/xml\"}");
        for (var part : List.of(file, xml)) {
            var answer = calls.call("SendMessage", Json.object("message", A2aCalls.message("m-1", part)));

            assertThat(A2aCalls.code(answer)).isEqualTo(-32005);
        }
        var plain = server.client.send(server.client
                .request("/a2a", "A2A-Version", "1.0")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(A2aCalls.code(plain.json())).isEqualTo(-32005);
        assertNothingStarted();
    }

    @ParameterizedTest
    @CsvSource({"0.3", "2.0", "99.0", "1", "''"})
    void givenAnotherVersion_thenBothBindingsTellWhichOneIsSpoken(String version) {
        var call = calls.post(A2aCalls.request("SendMessage", sound("v-1")).write(), "A2A-Version", version);
        var rest = server.client.as("omar").post("/a2a/message:send", sound("v-1"), "A2A-Version", version);

        assertThat(A2aCalls.code(call.json())).isEqualTo(-32009);
        assertThat(rest.status()).isEqualTo(400);
        assertThat(rest.text()).contains("VERSION_NOT_SUPPORTED").contains("\"supportedVersions\":\"1.0\"");
        assertNothingStarted();
    }

    @Test
    void givenAPatchOfTheVersion_orTheVersionAsParameter_thenItIsTaken() {
        var patched = server.client.as("omar").get("/a2a/tasks", "A2A-Version", "1.0.1");
        var parameter = server.client.as("omar").get("/a2a/tasks?A2A-Version=1.0");

        assertThat(List.of(patched.status(), parameter.status())).containsOnly(200);
    }

    @Test
    void givenTooMuch_thenItIsRefusedWhole() {
        var body = A2aCalls.request("SendMessage", sound("x".repeat(1 << 20))).write();

        var call = calls.post(body, "A2A-Version", "1.0");
        var rest = server.client.as("omar").post("/a2a/message:send", body, "A2A-Version", "1.0");

        assertThat(call.status()).isEqualTo(413);
        assertThat(A2aCalls.code(call.json())).isEqualTo(-32600);
        assertThat(rest.status()).isEqualTo(413);
        assertThat(rest.text()).contains("REQUEST_TOO_LARGE");
        assertNothingStarted();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /a2a/tasks/h-none, 404, TASK_NOT_FOUND",
        "POST, /a2a/tasks/h-none:cancel, 404, TASK_NOT_FOUND",
        "POST, /a2a/tasks/h-none:subscribe, 404, TASK_NOT_FOUND",
        "GET, /a2a/tasks/h-none:subscribe, 404, TASK_NOT_FOUND",
        "GET, /a2a/tasks/%20, 404, TASK_NOT_FOUND",
        "POST, /a2a/tasks/h-none, 404, METHOD_NOT_FOUND",
        "PUT, /a2a/tasks, 404, METHOD_NOT_FOUND",
        "GET, /a2a/nothing, 404, METHOD_NOT_FOUND",
        "GET, /a2a/tasks?pageSize=many, 400, INVALID_PARAMS",
        "GET, /a2a/tasks/h-none/pushNotificationConfigs, 400, PUSH_NOTIFICATION_NOT_SUPPORTED"
    })
    void givenAPathThatLeadsNowhere_thenTheErrorNamesItsReason(String method, String path, int status, String reason) {
        var omar = server.client.as("omar");
        var answer = omar.send(omar.request(path, "A2A-Version", "1.0").method(method, BodyPublishers.noBody()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains("\"reason\":\"" + reason + "\"").contains("\"code\":" + status);
        assertThat(answer.header("content-type")).startsWith("application/json");
    }

    @Test
    void givenWhatCannotBeAcceptedNow_thenTheErrorSaysWhenToComeBack() {
        server.platform.work.overload();

        var call = calls.answer("SendMessage", sound("o-1"));

        assertThat(call.status()).isEqualTo(503);
        assertThat(call.header("Retry-After")).isEqualTo("5");
        assertThat(call.text()).contains("UNAVAILABLE").contains("\"retryDelay\":\"5s\"");
        assertNothingStarted();
    }

    @Test
    void givenATokenThatExpired_orNone_thenTheChallengeComesInTheProtocolsForm() {
        var till = Principal.of(Principal.Kind.SERVICE, "till");
        try (var guarded = new FakeServer(new FakePlatform(List.of(new OneToken(till))))) {
            var none = new A2aCalls(guarded.client).answer("ListTasks", Json.object());
            var expired = bearer(guarded.client, "expired");
            var sound = bearer(guarded.client, "sound");
            var rest = guarded.client.get("/a2a/tasks", "A2A-Version", "1.0");

            assertThat(none.status()).isEqualTo(401);
            assertThat(none.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(A2aCalls.code(none.json())).isEqualTo(-32099);
            assertThat(expired.status()).isEqualTo(401);
            assertThat(expired.text()).contains("it has expired");
            assertThat(sound.status()).isEqualTo(200);
            assertThat(rest.status()).isEqualTo(401);
            assertThat(rest.text()).contains("\"reason\":\"UNAUTHENTICATED\"");
            assertThat(guarded.client.get("/.well-known/agent-card.json").text())
                    .contains("\"httpAuthSecurityScheme\":{\"scheme\":\"Bearer\"");
        }
    }

    private static ApiClient.Answer bearer(ApiClient client, String token) {
        return client.get("/a2a/tasks", "A2A-Version", "1.0", "Authorization", "Bearer " + token);
    }

    /** Knows one sound token; all others have expired. */
    private record OneToken(Principal of) implements Tokens {
        @Override
        public Checked check(String token) {
            return token.equals("sound") ? new Checked.Of(of) : new Checked.Refused("it has expired");
        }

        @Override
        public List<String> issuers() {
            return List.of();
        }
    }

    @Test
    void givenAConnectionThatIsCut_thenWhatWasAcceptedGoesOn() throws IOException {
        var body = A2aCalls.request("SendStreamingMessage", sound("cut-1")).write();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var out = socket.getOutputStream();
            out.write(("POST /a2a HTTP/1.1\r\nHost: 127.0.0.1\r\nBaton-As: omar\r\nA2A-Version: 1.0\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            var first = socket.getInputStream().readNBytes(200);
            assertThat(new String(first, StandardCharsets.UTF_8)).contains("200");
        }
        server.platform.work.complete("h-1");

        var task = A2aCalls.task(calls.call("GetTask", Json.object("id", Json.text("h-1"))));
        assertThat(A2aCalls.state(task)).isEqualTo("TASK_STATE_COMPLETED");
    }
}
