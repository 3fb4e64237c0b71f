package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.door.Npm;
import dev.baton.server.fake.Described;
import dev.baton.server.fake.Receiver;
import dev.baton.server.fake.Receiver.Posted;
import dev.baton.server.fake.Receiver.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program hands something in, names a URL, and is told of it there until the receipt. */
@Timeout(240)
class CallbackStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = secret("the key of the receiver, 1");
    private static final String OLD_SECRET = secret("the key of the receiver, 0");

    /** The library that receivers use; the version is what the check was written for. */
    private static final String LIBRARY = "standardwebhooks@1.0.0";

    private static final String CHECK = """
            import {Webhook} from 'standardwebhooks';
            import {readFileSync} from 'node:fs';
            const posted = JSON.parse(readFileSync(process.env.POSTED, 'utf8'));
            const outcome = (secret, body, headers) => {
              try { new Webhook(secret).verify(body, headers); return 'ok'; } catch (e) { return e.message; }
            };
            for (const p of posted.messages) {
              const old = {...p.headers, 'webhook-timestamp': String(Number(p.headers['webhook-timestamp']) - 600)};
              console.log([
                outcome(posted.secret, p.body, p.headers),
                outcome(posted.old, p.body, p.headers),
                outcome(posted.secret, p.body.replace('handoff.', 'handoff!'), p.headers),
                outcome(posted.secret, p.body, {...p.headers, 'webhook-id': 'another'}),
                outcome(posted.secret, p.body, old),
                outcome('whsec_' + Buffer.from('not the key of the receiver').toString('base64'), p.body, p.headers)
              ].join('|'));
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    private final Receiver receiver = new Receiver();
    private Optional<Shop> shop = Optional.empty();

    private static String secret(String key) {
        return "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void start() throws Exception {
        var workspace = Shop.copy(folder.resolve("workspace"));
        Files.writeString(workspace.resolve("callbacks.yaml"), """
                kind: Callbacks
                receivers:
                  erp:
                    origin: "%s"
                    network: private
                    secrets:
                      - {secret: "${secret.ERP}"}
                      - {secret: "${secret.ERP_OLD}", until: "2999-01-01T00:00:00Z"}
                """.formatted(receiver.origin()));
        Files.writeString(folder.resolve("secrets"), "ERP=" + SECRET + "\nERP_OLD=" + OLD_SECRET + "\n");
        shop = Optional.of(new Shop(folder, workspace, Optional.empty(), Optional.of(folder.resolve("secrets"))));
    }

    @AfterEach
    void stop() {
        shop.ifPresent(Shop::close);
        receiver.close();
    }

    private Json.Obj handIn(String order, String url) {
        var body = Json.object("input", Shop.claim("CUS-0001", order, "refund"))
                .with("callback", Json.object("url", Json.text(url)));
        var answer = shop.orElseThrow().as("omar").post("/api/handoffs/damaged-order", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json();
    }

    private static boolean isOver(List<Posted> posted) {
        return !posted.isEmpty() && posted.getLast().type().equals("handoff.completed");
    }

    private void approve(String run) {
        var server = shop.orElseThrow();
        var open = server.as("lena").get("/api/runs/" + run);
        var approval = open.json()
                .get("approvals")
                .flatMap(all -> all.asArray().getFirst().textAt("id"))
                .orElseThrow();
        var decided = server.as("lena")
                .post("/api/approvals/" + approval + "/decision", Json.object("decision", Json.text("approve")));
        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
    }

    @Test
    void givenAReceiverThatIsDownAtFirstAndARestart_thenItIsToldEverythingInOrderWithASoundSignature()
            throws Exception {
        var failures = new AtomicInteger(1);
        receiver.replying(it -> Reply.of(failures.getAndDecrement() > 0 ? 503 : 204));
        var handoff = handIn(Shop.LARGE, receiver.origin() + "/hook");
        var first = receiver.await(PATIENCE, posted -> !posted.isEmpty()).getFirst();

        shop.orElseThrow().restart();
        receiver.await(
                PATIENCE,
                posted -> posted.stream().anyMatch(it -> it.type().equals("handoff.approval-required"))
                        && posted.size() > 1);
        approve(handoff.textAt("run").orElseThrow());
        var posted = receiver.await(PATIENCE, CallbackStoryTest::isOver);

        assertThat(posted.get(1).id()).as("the same again").isEqualTo(first.id());
        assertThat(posted.get(1).body()).isEqualTo(first.body());
        var types = posted.stream().map(Posted::type).toList();
        assertThat(types).containsSubsequence("handoff.approval-required", "handoff.completed");
        var receipt = posted.getLast().json().get("data").flatMap(data -> data.get("receipt"));
        assertThat(receipt.flatMap(it -> it.textAt("outcome"))).contains("refunded");
        assertThat(posted.getLast().json().get("data").flatMap(data -> data.textAt("id")))
                .isEqualTo(handoff.textAt("id"));
        var document =
                shop.orElseThrow().as("omar").get("/api/openapi.json").json().asObject();
        var described = new Described();
        assertThat(posted)
                .allSatisfy(it -> assertThat(described.problemsOfWebhook(document, "handoff", it.body()))
                        .isEmpty());
    }

    @Test
    void givenTheLibraryOfReceivers_thenItVerifiesWhatIsSentAndRejectsWhatIsTamperedWithOrOld() throws Exception {
        var library = Npm.with("webhooks-out", LIBRARY);
        handIn(Shop.SMALL, receiver.origin() + "/hook");
        var posted = receiver.await(PATIENCE, CallbackStoryTest::isOver);

        var messages = new ArrayList<Json>();
        for (var it : posted) {
            var headers = Json.object("webhook-id", Json.text(it.id()))
                    .with("webhook-timestamp", String.valueOf(it.headers().get("webhook-timestamp")))
                    .with("webhook-signature", String.valueOf(it.headers().get("webhook-signature")));
            messages.add(Json.object("headers", headers).with("body", it.body()));
        }
        var asked =
                Json.object("secret", Json.text(SECRET)).with("old", OLD_SECRET).with("messages", Json.array(messages));
        var file = Files.writeString(folder.resolve("posted.json"), asked.write());
        var lines = library.run(CHECK, Map.of("POSTED", file.toString())).lines();

        assertThat(lines)
                .hasSameSizeAs(posted)
                .allSatisfy(line -> assertThat(line)
                        .isEqualTo("ok|ok|No matching signature found|No matching signature found"
                                + "|Message timestamp too old|No matching signature found"));
    }

    @Test
    void givenAURLThatIsNotListed_thenNothingIsStarted() {
        var body = Json.object("input", Shop.claim("CUS-0001", Shop.SMALL, "refund"))
                .with("callback", Json.object("url", Json.text("https://evil.example/hook")));
        var answer = shop.orElseThrow().as("omar").post("/api/handoffs/damaged-order", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.textAt("detail")).contains("/callback/url", "https://evil.example", "callbacks.yaml");
        assertThat(shop.orElseThrow().as("omar").get("/api/runs").text()).isEqualTo("[]");
    }

    @Test
    void givenAReceiverThatIsGone_thenWhatItMissedIsListedOnTheRunsPageAndInMetrics() throws Exception {
        receiver.replying(it -> Reply.of(410));
        var handoff = handIn(Shop.SMALL, receiver.origin() + "/hook");
        receiver.await(PATIENCE, posted -> !posted.isEmpty());
        var server = shop.orElseThrow();
        var dead = awaitDead(server);

        assertThat(dead.textAt("handoff")).isEqualTo(handoff.textAt("id"));
        assertThat(dead.textAt("reason")).contains("answered with 410");
        var id = dead.textAt("id").orElseThrow();
        assertThat(server.as("omar")
                        .post("/api/callbacks/" + id + "/resend", Json.object())
                        .status())
                .isEqualTo(409);
        var page = server.as("omar")
                .get("/runs/" + handoff.textAt("run").orElseThrow())
                .text();
        assertThat(page).contains("Told outside", "Switched off by the receiver", receiver.origin() + "/hook");
        assertThat(server.as("omar").get("/actuator/prometheus").text())
                .contains("baton_callbacks{state=\"dead\"} 1.0");
        assertThat(server.as("omar")
                        .get("/api/handoffs/" + handoff.textAt("id").orElseThrow() + "/callbacks")
                        .text())
                .contains("\"disabled\":\"answered with 410\"");
    }

    /** The list lags behind a little. */
    private static Json awaitDead(Shop server) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var listed = Json.parse(
                    server.as("omar").get("/api/callbacks?state=dead").text());
            if (!listed.asArray().isEmpty()) {
                return listed.asArray().getFirst();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nothing is listed as given up");
    }
}
