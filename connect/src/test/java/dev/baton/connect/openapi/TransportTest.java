package dev.baton.connect.openapi;

import static dev.baton.connect.FakeSystem.cutOff;
import static dev.baton.connect.FakeSystem.dropped;
import static dev.baton.connect.FakeSystem.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.Connections;
import dev.baton.connect.FakeSystem;
import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition.ToolDeclaration;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break, answers that are late, too large or elsewhere. */
@Timeout(60)
class TransportTest {
    private static final String PATHS = Documents.path("/order", "get", "read", "") + ","
            + Documents.path("/orders", "post", "write", Documents.body("{\"type\": \"object\"}"));

    private final FakeSystem system = new FakeSystem().describedBy(Documents.of("3.1.0", PATHS));
    private final Connections connections =
            Given.connection(system.descriptionUrl()).tool("read").tool("write").opened();

    TransportTest() throws InterruptedException {}

    @AfterEach
    void close() {
        connections.close();
        system.close();
    }

    private ToolResult read() throws InterruptedException {
        return Given.found(connections, "read").call(Given.call("{}"));
    }

    private ToolResult write() throws InterruptedException {
        return Given.found(connections, "write").call(Given.call("{\"body\": {}}"));
    }

    @Test
    void aSystemThatIsNotThereHasCertainlyDoneNothing() throws Exception {
        system.close();
        assertThat(read()).isInstanceOf(ToolResult.Unavailable.class);
        assertThat(write())
                .isInstanceOfSatisfying(
                        ToolResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason())
                                .contains("127.0.0.1:" + system.port(), "refused the connection"));
    }

    @Test
    void aConnectionDroppedAfterTheRequestLeavesAWriteUnknown() throws Exception {
        system.on("/order", dropped()).on("/orders", dropped());
        assertThat(read()).isInstanceOf(ToolResult.Unavailable.class);
        assertThat(write()).isInstanceOf(ToolResult.Unknown.class);
        assertThat(system.calls().stream().filter(request -> request.method().equals("POST")))
                .as("a write is sent once")
                .hasSize(1);
    }

    /** Kept connections break at any moment; a client that then sends a write again by itself would do it twice. */
    @ParameterizedTest
    @ValueSource(strings = {"post", "put", "patch", "delete"})
    void aWriteIsSentOnceEvenWhenAKeptConnectionBreaks(String method) throws Exception {
        system.describedBy(Documents.of(
                "3.1.0", Documents.path("/order", "get", "read", "") + "," + Documents.path("/pay", method, "op", "")));
        system.on("/order", status(200, "{}")).on("/pay", dropped());
        try (var others = Given.connection(system.descriptionUrl())
                .tool("read")
                .tool("op")
                .opened()) {
            for (var i = 0; i < 10; i++) {
                assertThat(Given.found(others, "read").call(Given.call("{}"))).isInstanceOf(ToolResult.Done.class);
                assertThat(Given.found(others, "op").call(Given.call("{}"))).isInstanceOf(ToolResult.Unknown.class);
            }
        }
        assertThat(system.calls().stream().filter(request -> request.target().equals("/pay")))
                .hasSize(10);
    }

    @Test
    void aGetThatTheFileCallsAWriteIsNotRedirected() throws Exception {
        var write = new ToolDeclaration(
                "read",
                Optional.empty(),
                Optional.of(Access.WRITE),
                Optional.of(new Idempotency.Key("Idempotency-Key", Duration.ofDays(1))),
                Optional.empty(),
                Optional.empty(),
                Json.object(),
                Optional.empty());
        system.on("/order", status(302, "", "Location", "/other")).on("/other", status(200, "{}"));
        try (var others =
                Given.connection(system.descriptionUrl()).tool("visit", write).opened()) {
            assertThat(Given.found(others, "visit").call(Given.call("{}"))).isInstanceOf(ToolResult.Unknown.class);
        }
        assertThat(system.calls()).hasSize(1);
    }

    @Test
    void aClosedConnectionSendsNothing() throws Exception {
        var write = Given.found(connections, "write");
        connections.close();
        assertThat(write.call(Given.call("{\"body\": {}}")))
                .isInstanceOfSatisfying(
                        ToolResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).contains("closed"));
        assertThat(system.calls()).isEmpty();
    }

    @Test
    void anAnswerCutOffWithinItsBodyLeavesAWriteUnknown() throws Exception {
        system.on("/order", cutOff(200)).on("/orders", cutOff(201));
        assertThat(read())
                .isInstanceOfSatisfying(
                        ToolResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).contains("cut off"));
        assertThat(write())
                .isInstanceOfSatisfying(
                        ToolResult.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("cut off"));
    }

    @Test
    void aRefusalCountsEvenWhenItsBodyIsCutOff() throws Exception {
        system.on("/orders", cutOff(404));
        assertThat(write())
                .isEqualTo(new ToolResult.Refused(Refusal.NOT_FOUND, "shop.write: answered with status 404"));
    }

    @Test
    void anAnswerThatIsTooLateLeavesAWriteUnknown() throws Exception {
        var over = new CountDownLatch(1);
        FakeSystem.Answer late = exchange -> {
            await(over);
            status(200, "{}").give(exchange);
        };
        system.on("/order", late).on("/orders", late);
        try {
            var soon = Duration.ofSeconds(2);
            assertThat(Given.found(connections, "read").call(Given.call("{}", soon)))
                    .isInstanceOf(ToolResult.Unavailable.class);
            assertThat(Given.found(connections, "write").call(Given.call("{\"body\": {}}", soon)))
                    .isEqualTo(new ToolResult.Unknown("shop.write: no answer came within 2 s"));
        } finally {
            over.countDown();
        }
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUpInTime() throws Exception {
        var over = new CountDownLatch(1);
        system.on("/orders", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(over);
        });
        try {
            assertThat(Given.found(connections, "write").call(Given.call("{\"body\": {}}", Duration.ofSeconds(2))))
                    .isInstanceOf(ToolResult.Unknown.class);
        } finally {
            over.countDown();
        }
    }

    @Test
    void anInterruptedCallEndsAtOnceAndSaysSo() throws Exception {
        var over = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        system.on("/order", exchange -> {
            begun.countDown();
            await(over);
        });
        var outcome = new CompletableFuture<String>();
        var caller = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(read().toString());
            } catch (InterruptedException e) {
                outcome.complete("interrupted");
            }
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
        over.countDown();
    }

    @Test
    void anAnswerOfMoreThanFourMegabytesIsNotRead() throws Exception {
        var allowed = "[\"" + "x".repeat((4 << 20) - 4) + "\"]";
        system.on("/order", status(200, allowed));
        assertThat(read()).isInstanceOf(ToolResult.Done.class);

        system.on("/order", status(200, allowed + " ")).on("/orders", status(200, allowed + " "));
        assertThat(read())
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("larger than 4096 KiB"));
        assertThat(write()).isInstanceOf(ToolResult.Unknown.class);
    }

    @Test
    void anAnswerThatIsNotUtf8IsNotGuessedAt() throws Exception {
        system.on("/order", exchange -> {
            var latin = new byte[] {'"', (byte) 0xe9, '"'};
            exchange.sendResponseHeaders(200, latin.length);
            exchange.getResponseBody().write(latin);
        });
        assertThat(read())
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("not UTF-8"));
    }

    @Test
    void aReadFollowsARedirectAndAWriteDoesNot() throws Exception {
        system.on("/order", status(302, "", "Location", "/order/new"))
                .on("/order/new", status(200, "{\"moved\": true}"))
                .on("/orders", status(307, "", "Location", "/order/new"));
        assertThat(read()).isInstanceOf(ToolResult.Done.class);
        assertThat(write()).isInstanceOf(ToolResult.Unknown.class);
        assertThat(system.calls().stream().map(FakeSystem.Request::target))
                .containsExactly("/order", "/order/new", "/orders");
    }

    @Test
    void redirectsInACircleEnd() throws Exception {
        system.on("/order", status(302, "", "Location", "/order"));
        assertThat(read()).isInstanceOf(ToolResult.Refused.class);
        assertThat(system.calls()).hasSize(4);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
