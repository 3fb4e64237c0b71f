package dev.baton.server.door.hook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import dev.baton.server.fake.ApiClient;
import dev.baton.server.fake.FakePlatform;
import dev.baton.trigger.TriggerDefinition;
import dev.baton.trigger.Verification;
import dev.baton.trigger.Webhook;
import dev.baton.trigger.Webhook.Form;
import dev.baton.workspace.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the door answers, over HTTP, to those who knock well and to those who do not. */
class HookDoorTest {
    private static final String SECRET = "whsec_dGhlIGNhcnJpZXIgc2lnbnMgd2l0aCB0aGlz";
    private static final Json.Obj EVENT = Carrier.damaged("scan-1", "CUS-0001", "ORD-1");
    private static final String GITHUB_SECRET = "It's a Secret to Everybody";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(HookDoor.class.getPackageName());

    @SuppressWarnings("NullAway.Init") // started before each test
    private FakeServer server;

    @SuppressWarnings("NullAway.Init") // started before each test
    private Carrier carrier;

    @BeforeEach
    void start() {
        var platform = new FakePlatform();
        platform.hooks = List.of(
                hook("scan", new Verification.StandardWebhooks(Duration.ofMinutes(5)), "${secret.SCAN}", Form.JSON),
                hook("code", new Verification.GitHub(), "${secret.CODE}", Form.JSON),
                hook("closed", new Verification.GitHub(), "${secret.MISSING}", Form.JSON),
                hook("open", new Verification.None(), "", Form.JSON),
                hook("cloud", new Verification.None(), "", Form.CLOUDEVENTS));
        server = new FakeServer(platform);
        // afterwards: a server that starts sets up the log anew
        log.start();
        logger.addAppender(log);
        carrier = carrier("/hooks/scan");
    }

    @AfterEach
    void stop() {
        server.close();
        logger.detachAppender(log);
    }

    private static Hook hook(String name, Verification verification, String secret, Form form) {
        var settings = Settings.of(Map.of(), Map.of("SCAN", SECRET, "CODE", GITHUB_SECRET));
        var definition = new TriggerDefinition(
                name,
                new Webhook(verification, secret.isEmpty() ? List.of() : List.of(secret), form),
                Optional.of("!has(event.skip)"),
                Optional.empty(),
                "damaged-order",
                Json.parse("{\"orderId\": \"${event.data.orderId}\"}").asObject());
        return Hook.of(definition, settings::resolve);
    }

    private Carrier carrier(String path) {
        return new Carrier(server.client, path, SECRET);
    }

    private String metrics() {
        return server.client.get("/actuator/prometheus").text();
    }

    @Test
    void givenAGenuineDelivery_thenItIsTakenAndLinked_andAgainItIsTheSame() {
        var first = carrier.deliver("msg_1", EVENT);
        var again = carrier.deliver("msg_1", EVENT);

        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(first.header("Content-Type")).startsWith("application/json");
        assertThat(first.header("Cache-Control")).isEqualTo("no-store");
        assertThat(first.text())
                .contains("\"outcome\":\"started\"", "\"self\":\"/api/handoffs/h-1\"", "\"run\":\"/api/runs/r-1\"");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.textAt("id")).isEqualTo("h-1");
        assertThat(metrics())
                .contains(
                        "baton_hooks_total{outcome=\"started\",trigger=\"scan\"} 1.0",
                        "baton_hooks_total{outcome=\"repeated\",trigger=\"scan\"} 1.0");
        assertThat(log.list).isEmpty();
    }

    @Test
    void givenADeliveryIdWithOtherContents_thenTheFirstOneCounts() {
        carrier.deliver("msg_1", EVENT);

        var other = carrier.deliver("msg_1", Carrier.damaged("scan-2", "CUS-0001", "ORD-2"));

        assertThat(other.status()).isEqualTo(202);
        assertThat(other.text()).contains("\"outcome\":\"repeated\"", "h-1");
        assertThat(Json.parse(server.client.get("/api/runs").text()).asArray()).hasSize(1);
    }

    @Test
    void givenForgedStaleAndUnsignedDeliveries_thenTheyAreRefused_andNothingIsStartedOrRevealed() {
        var now = Instant.now();
        var body = EVENT.write();
        var refused = List.of(
                carrier.post("msg_1", now, carrier.sign("msg_1", now, body), body.replace("ORD-1", "ORD-9")),
                carrier.post("msg_2", now, carrier.sign("msg_1", now, body), body),
                carrier.post("msg_1", now.plusSeconds(1), carrier.sign("msg_1", now, body), body),
                carrier.deliver("msg_1", now.minus(Duration.ofMinutes(6)), body),
                carrier.deliver("msg_1", now.plus(Duration.ofMinutes(6)), body),
                new Carrier(server.client, "/hooks/scan", "whsec_" + "YW5vdGhlciBzZW5kZXIncyBzZWNyZXQh")
                        .deliver("msg_1", EVENT),
                server.client.post("/hooks/scan", body),
                server.client.post("/hooks/scan", body, "Authorization", "Bearer x", "Baton-As", "omar"));

        for (var answer : refused) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.text()).doesNotContain("ORD-", "whsec_", "dGhl");
        }
        assertThat(server.client.get("/api/runs").text()).doesNotContain("ORD-");
        assertThat(metrics())
                .contains(
                        "baton_hooks_total{outcome=\"forged\",trigger=\"scan\"} 4.0",
                        "baton_hooks_total{outcome=\"stale\",trigger=\"scan\"} 2.0",
                        "baton_hooks_total{outcome=\"unsigned\",trigger=\"scan\"} 2.0");
        // one line a minute for each reason, whoever knocks how often
        assertThat(log.list)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.getFormattedMessage())
                        .startsWith("A delivery to the trigger scan was refused as ")
                        .doesNotContain("ORD-", "msg_", "whsec_", "dGhl"));
    }

    @Test
    void givenNoSuchTrigger_thenItIsNotFound_andItsNameIsNowhere() {
        for (var path : List.of("/hooks/scans", "/hooks/", "/hooks/scan/more", "/hooks/%3Cscript%3E")) {
            var answer = carrier(path).deliver("msg_1", EVENT);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.text()).doesNotContain("scan", "script");
        }
        assertThat(metrics()).contains("baton_hooks_total{outcome=\"unknown-trigger\",trigger=\"unknown\"} 4.0");
    }

    @Test
    void givenAnotherMethod_thenItSaysWhichOneThereIs() {
        var answer = server.client.get("/hooks/scan");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @Test
    void givenASecretThatIsMissing_thenThisTriggerIsClosed_andTheOthersWork() {
        var closed = carrier("/hooks/closed").deliver("msg_1", EVENT);

        assertThat(closed.status()).isEqualTo(503);
        assertThat(closed.header("Retry-After")).isEqualTo("300");
        assertThat(closed.text()).doesNotContain("MISSING");
        assertThat(carrier.deliver("msg_1", EVENT).status()).isEqualTo(202);
    }

    @Test
    void givenABodyThatIsNoEvent_thenItIsRefusedAfterTheSignature_andTheLogDoesNotQuoteIt() {
        for (var body : List.of("{\"id\": oops}", "", "[1,", "{\"a\":1,\"a\":2}")) {
            var answer = carrier.deliver("msg_1", Instant.now(), body);
            assertThat(answer.status()).as(body).isEqualTo(400);
        }
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains("malformed", "no event of the form json")
                        .doesNotContain("oops"));
    }

    @Test
    void givenMoreThanAMebibyte_thenItIsTooLarge_withAndWithoutItsLength_andExactlyThatIsRead() {
        var frame = "{\"skip\":\"\"}";
        var largest = "{\"skip\":\"" + "x".repeat((1 << 20) - frame.length()) + "\"}";
        var now = Instant.now();

        assertThat(carrier.deliver("msg_1", now, largest).textAt("outcome")).isEqualTo("ignored");
        assertThat(carrier.deliver("msg_2", now, largest + " ").status()).isEqualTo(413);
        var streamed = server.client
                .request("/hooks/scan")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(largest + " ")));
        assertThat(server.client.send(streamed).status()).isEqualTo(413);
    }

    @Test
    void givenACompressedBody_thenItIsRefused() {
        var answer = server.client.post("/hooks/scan", "{}", "Content-Encoding", "gzip");

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void givenAnEventThatIsOfNoInterest_thenTheSenderIsDone() {
        var answer = carrier.deliver("msg_1", EVENT.with("skip", "yes"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"outcome\":\"ignored\"", "'when' is false");
    }

    @Test
    void givenAnEventThatLacksSomething_thenItIsUnfit_andTheLogSaysWhereButNotWhat() {
        var answer = carrier.deliver("msg_1", EVENT.with("data", Json.object("customerId", Json.text("CUS-7777"))));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("\"path\":\"/input\"", "orderId");
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains("trigger scan", "unfit", "(input)")
                        .doesNotContain("CUS-7777"));
    }

    @Test
    void givenWhatIsInHandAlready_thenTheSenderIsDone_andToldOfIt() {
        carrier.deliver("msg_1", EVENT);

        var other = carrier.deliver("msg_2", EVENT);

        assertThat(other.status()).isEqualTo(200);
        assertThat(other.text()).contains("\"outcome\":\"already-running\"", "\"id\":\"h-1\"");
    }

    @Test
    void givenTooMuchGoingOn_thenTheSenderComesAgain() {
        server.platform.work.overload();

        var answer = carrier.deliver("msg_1", EVENT);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(metrics()).contains("baton_hooks_total{outcome=\"overloaded\",trigger=\"scan\"} 1.0");
    }

    @Test
    void givenAStoreThatAcceptsNothing_thenTheSenderComesAgain() {
        server.platform.refuse("the disk is full");

        var answer = carrier.deliver("msg_1", EVENT);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void givenATriggerThatVerifiesNothing_thenThisMachineMayUseIt_butNothingThatPassesRequestsOn() {
        var body = EVENT.write();

        assertThat(server.client.post("/hooks/open", body).status()).isEqualTo(202);
        for (var header : List.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP")) {
            assertThat(server.client
                            .post("/hooks/open", body, header, "203.0.113.7")
                            .status())
                    .as(header)
                    .isEqualTo(401);
        }
    }

    @Test
    void givenCloudEventsInBinaryMode_thenTheirUnsignedAttributesAreNotTaken() {
        var binary = server.client.post(
                "/hooks/cloud", "{}", "ce-specversion", "1.0", "ce-id", "1", "ce-type", "t", "ce-source", "/s");
        var batch = post("/hooks/cloud", "application/cloudevents-batch+json", "[]");
        var structured = post(
                "/hooks/cloud",
                "application/cloudevents+json; charset=utf-8",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\",\"source\":\"/s\",\"data\":{\"orderId\":\"ORD-1\"}}");

        assertThat(binary.status()).isEqualTo(415);
        assertThat(binary.text()).contains("structured mode");
        assertThat(batch.status()).isEqualTo(415);
        assertThat(structured.status()).as(structured.text()).isEqualTo(202);
    }

    private ApiClient.Answer post(String path, String type, String body) {
        return server.client.send(
                server.client.request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    @Test
    void givenTheSignatureOfGitHub_thenItPasses_andTheSameBodyIsTheSameDelivery() throws Exception {
        var body = EVENT.write();
        var mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec(GITHUB_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature =
                "sha256=" + java.util.HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));

        var first =
                server.client.post("/hooks/code", body, "X-Hub-Signature-256", signature, "X-GitHub-Delivery", "one");
        var replayed =
                server.client.post("/hooks/code", body, "X-Hub-Signature-256", signature, "X-GitHub-Delivery", "two");

        assertThat(first.textAt("outcome")).isEqualTo("started");
        assertThat(replayed.textAt("outcome")).isEqualTo("repeated");
    }

    @Test
    void givenAConnectionThatIsCutInTheMiddle_thenNothingStarts_andTheNextAttemptDoes() throws IOException {
        var body = EVENT.write();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("POST /hooks/open HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body.substring(0, 10))
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        assertThat(server.client.get("/api/runs").text()).doesNotContain("h-1");

        assertThat(server.client.post("/hooks/open", body).textAt("id")).isEqualTo("h-1");
    }
}
