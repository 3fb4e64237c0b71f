package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** People are told by real mail and a real webhook that something waits, and the link decides nothing. */
@Timeout(120)
class NoticesStoryTest {
    private static final byte[] KEY = "a key of 24 bytes, or so".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);

    private record Posted(String id, String timestamp, String signature, String body) {}

    private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger(1);
    private final GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

    @TempDir
    private Path folder = Path.of("");

    private Optional<HttpServer> hook = Optional.empty();
    private Optional<Shop> shop = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        post.start();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/notices", this::take);
        server.start();
        hook = Optional.of(server);
        var workspace = Shop.copy(folder.resolve("workspace"));
        Files.writeString(workspace.resolve("people.yaml"), """
                kind: People
                people:
                  lena: {roles: [refund-lead], mail: lena@shop.example}
                  omar: {roles: [operator], mail: omar@shop.example}
                  CUS-0001: {kind: customer}
                notices:
                  url: https://baton.shop.example
                  mail: post.notice
                  webhook: {url: "http://127.0.0.1:%d/notices", secret: "${secret.NOTICES}", network: private}
                """.formatted(
                        server.getAddress().getPort()));
        Files.writeString(workspace.resolve("connections/post.yaml"), """
                kind: Connection
                name: post
                type: mail
                url: smtp://127.0.0.1:%d
                network: private
                tools:
                  notice:
                    args: {to: {type: string}, subject: {type: string}, text: {type: string}}
                    mail: {from: "baton@shop.example", to: "${args.to}", subject: "${args.subject}", text: "${args.text}"}
                """.formatted(
                        post.getSmtp().getPort()));
        Files.writeString(folder.resolve("secrets"), "NOTICES=" + SECRET + "\n");
        shop = Optional.of(new Shop(folder, workspace, Optional.empty(), Optional.of(folder.resolve("secrets"))));
    }

    @AfterEach
    void stop() {
        shop.ifPresent(Shop::close);
        hook.ifPresent(it -> it.stop(0));
        post.stop();
    }

    /** Fails at first, so that it is sent again. */
    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (refusals.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                posted.add(new Posted(
                        headers.getFirst("webhook-id"),
                        headers.getFirst("webhook-timestamp"),
                        headers.getFirst("webhook-signature"),
                        body));
                exchange.sendResponseHeaders(204, -1);
            }
        }
    }

    @Test
    void givenAnApproval_thenWhoDecidesIsToldByMailAndWebhook_andTheLinkDecidesNothing() throws Exception {
        var server = shop.orElseThrow();
        server.submit("CUS-0001", Shop.LARGE, "refund");

        assertThat(post.waitForIncomingEmail(60_000, 1)).isTrue();
        var mail = post.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0].toString()).isEqualTo("lena@shop.example");
        assertThat(mail.getSubject()).isEqualTo("Waits for a refund-lead: approval");
        var text = mail.getContent().toString();
        assertThat(text).contains("https://baton.shop.example/approvals/r-").doesNotContain(Shop.LARGE, "CUS-0001");

        var call = posted.poll(60, TimeUnit.SECONDS);
        assertThat(call).isNotNull();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        var signed = call.id() + "." + call.timestamp() + "." + call.body();
        assertThat(call.signature())
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        var data = Json.parse(call.body()).get("data").orElseThrow();
        assertThat(data.textAt("kind")).contains("approval");
        assertThat(call.body()).doesNotContain("CUS-0001", Shop.LARGE);

        var path = data.textAt("link").orElseThrow().substring("https://baton.shop.example".length());
        assertThat(server.as("lena").get(path).status()).isEqualTo(200);
        assertThat(server.as("CUS-0001").get(path).status())
                .as("who may not look")
                .isEqualTo(403);
        assertThat(server.as("lena").get("/api/approvals/" + call.id()).textAt("state"))
                .isEqualTo("open");
        assertThat(server.effects("createRefund")).isZero();
        assertThat(post.getReceivedMessages()).as("told once, and nobody else").hasSize(1);
    }
}
