package dev.baton.connect;

import static dev.baton.connect.FakeSystem.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.connect.ConnectionStatus.ToolStatus;
import dev.baton.connect.Connections.Pauses;
import dev.baton.testkit.SettableClock;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ConnectionsTest {
    private static final String DOCUMENT = """
            {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": {
              "/order": {"get": {"operationId": "order", "responses": {"200": {"description": "ok"}}}}}}""";
    private static final ToolName ORDER = new ToolName("shop", "order");
    /** Long enough that the background does not interfere where a test tries again itself. */
    private static final Pauses LONG = new Pauses(Duration.ofHours(1), Duration.ofHours(1));

    private final SettableClock clock = new SettableClock();
    private final FakeSystem system = new FakeSystem().on("/order", status(200, "{}"));

    @AfterEach
    void close() {
        system.close();
    }

    private Connections open(Pauses pauses, ConnectionDefinition... definitions) throws InterruptedException {
        return Connections.open(List.of(definitions), UnaryOperator.identity(), Path.of("."), clock, pauses);
    }

    private ConnectionDefinition shop() {
        return Given.connection(system.descriptionUrl()).tool("order").definition();
    }

    @Test
    void aConnectionThatIsDownStopsNothing() throws Exception {
        try (var other = new FakeSystem().describedBy(DOCUMENT);
                var connections = open(LONG, shop(), named("other", other.descriptionUrl()))) {
            assertThat(connections.find(ORDER)).isEmpty();
            assertThat(connections.find(new ToolName("other", "order"))).isPresent();
            assertThat(connections.specs())
                    .extracting(spec -> spec.name().toString())
                    .containsExactly("other.order");
            assertThat(connections.status())
                    .extracting(ConnectionStatus::name, ConnectionStatus::up)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("shop", false),
                            org.assertj.core.groups.Tuple.tuple("other", true));
        }
    }

    @Test
    void theStatusSaysWhatIsWrongAndWithWhichTools() throws Exception {
        try (var connections = open(LONG, shop())) {
            var reason = "asked for its description it answered with status 404";
            assertThat(connections.status())
                    .containsExactly(new ConnectionStatus(
                            "shop",
                            "openapi",
                            system.descriptionUrl(),
                            false,
                            Optional.of(reason),
                            List.of(new ToolStatus(ORDER, Optional.of(reason)))));
            system.describedBy(DOCUMENT);
            connections.retry();
            assertThat(connections.status())
                    .containsExactly(new ConnectionStatus(
                            "shop",
                            "openapi",
                            system.descriptionUrl(),
                            true,
                            Optional.empty(),
                            List.of(new ToolStatus(ORDER, Optional.empty()))));
        }
    }

    @Test
    void aLookUpTriesAgainButNotTooOften() throws Exception {
        try (var connections = open(LONG, shop())) {
            system.describedBy(DOCUMENT);
            assertThat(connections.find(ORDER))
                    .as("right after the first attempt")
                    .isEmpty();
            clock.advance(Duration.ofMillis(999));
            assertThat(connections.find(ORDER)).isEmpty();
            assertThat(system.requests()).hasSize(1);

            clock.advance(Duration.ofMillis(1));
            assertThat(connections.find(ORDER)).isPresent();
            assertThat(connections.find(ORDER).orElseThrow().call(Given.call("{}")))
                    .isInstanceOf(ToolResult.Done.class);
        }
    }

    @Test
    void aToolThatNobodyDeclaredIsNotAReasonToTryAgain() throws Exception {
        try (var connections = open(LONG, shop())) {
            clock.advance(Duration.ofHours(1));
            assertThat(connections.find(new ToolName("shop", "refund"))).isEmpty();
            assertThat(connections.find(new ToolName("bank", "order"))).isEmpty();
            assertThat(system.requests()).hasSize(1);
        }
    }

    @Test
    void anOperationThatIsAddedLaterIsFoundByALookUpAndTheOthersStayMeanwhile() throws Exception {
        system.describedBy(DOCUMENT);
        var definition = Given.connection(system.descriptionUrl())
                .tool("order")
                .tool("refund")
                .definition();
        try (var connections = open(LONG, definition)) {
            assertThat(connections.status().getFirst().tools())
                    .extracting(ToolStatus::available)
                    .containsExactly(true, false);
            clock.advance(Duration.ofMinutes(1));
            system.on("/openapi.json", status(500, ""));
            assertThat(connections.find(new ToolName("shop", "refund"))).isEmpty();
            assertThat(connections.find(ORDER)).isPresent();
            assertThat(connections.status().getFirst().up()).isTrue();

            clock.advance(Duration.ofMinutes(1));
            system.describedBy(DOCUMENT.replace("\"operationId\": \"order\"", "\"operationId\": \"refund\""));
            assertThat(connections.find(new ToolName("shop", "refund"))).isPresent();
        }
    }

    @Test
    void aConnectionWhoseSystemGoesAwayIsShownAsDownUntilItIsBack() throws Exception {
        system.describedBy(DOCUMENT);
        var port = system.port();
        try (var connections = open(LONG, shop())) {
            var order = Given.found(connections, "order");
            system.close();
            assertThat(order.call(Given.call("{}"))).isInstanceOf(ToolResult.Unavailable.class);
            assertThat(connections.status().getFirst().reason().orElseThrow()).contains("refused the connection");
            assertThat(connections.status().getFirst().tools().getFirst().available())
                    .isFalse();
            assertThat(connections.find(ORDER)).as("it is still known").isPresent();
            connections.retry();
            assertThat(connections.status().getFirst().up()).isFalse();

            try (var back = new FakeSystem(port).describedBy(DOCUMENT).on("/order", status(200, "{}"))) {
                connections.retry();
                assertThat(connections.status().getFirst().up()).isTrue();
                assertThat(Given.found(connections, "order").call(Given.call("{}")))
                        .isInstanceOf(ToolResult.Done.class);
                assertThat(back.calls()).hasSize(1);
            }
        }
    }

    @Test
    void twoConnectionsOfOneNameAreAMistakeOfTheCaller() {
        assertThatThrownBy(() -> open(LONG, shop(), shop()).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two connections are called 'shop'");
    }

    @Test
    void aConnectionIsTriedAgainInTheBackgroundUntilItIsUp() throws Exception {
        var attempts = new AtomicInteger();
        var fourth = new CountDownLatch(1);
        system.on("/openapi.json", exchange -> {
            if (attempts.incrementAndGet() < 4) {
                status(503, "").give(exchange);
            } else {
                status(200, DOCUMENT).give(exchange);
                fourth.countDown();
            }
        });
        try (var connections = open(new Pauses(Duration.ofMillis(5), Duration.ofMillis(10)), shop())) {
            assertThat(fourth.await(30, TimeUnit.SECONDS)).isTrue();
            // waits for the attempt that is under way, and makes none itself as the clock stands still
            assertThat(connections.find(ORDER)).isPresent();
            assertThat(attempts).hasValue(4);
        }
    }

    @Test
    void aClosedConnectionIsNotTriedAgain() throws Exception {
        var begun = new CountDownLatch(2);
        var over = new CountDownLatch(1);
        var ended = new CompletableFuture<Boolean>();
        system.on("/openapi.json", exchange -> {
            begun.countDown();
            if (begun.getCount() == 0) {
                ended.complete(awaited(over));
            }
            status(503, "").give(exchange);
        });
        var connections = open(new Pauses(Duration.ofMillis(1), Duration.ofMillis(1)), shop());
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        connections.close();
        over.countDown();
        assertThat(ended.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(connections.find(ORDER)).isEmpty();
        assertThat(system.requests()).hasSize(2);
    }

    @Test
    void lookUpsShareOneAttempt() throws Exception {
        try (var connections = open(LONG, shop())) {
            clock.advance(Duration.ofMinutes(1));
            system.describedBy(DOCUMENT);
            var finders = new java.util.ArrayList<CompletableFuture<Boolean>>();
            for (var i = 0; i < 20; i++) {
                var found = new CompletableFuture<Boolean>();
                Thread.ofVirtual()
                        .start(() -> found.complete(connections.find(ORDER).isPresent()));
                finders.add(found);
            }
            for (var finder : finders) {
                assertThat(finder.get(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(system.requests()).hasSize(2);
        }
    }

    @Test
    void anInterruptedLookUpFindsNothingAndStaysInterrupted() throws Exception {
        try (var connections = open(LONG, shop())) {
            clock.advance(Duration.ofMinutes(1));
            system.describedBy(DOCUMENT);
            Thread.currentThread().interrupt();
            assertThat(connections.find(ORDER)).isEmpty();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aTypeThatNobodyKnowsIsShownWithThoseThatAre() throws Exception {
        var definition = Given.connection("x").type("openapy").tool("order").definition();
        try (var connections = open(LONG, definition)) {
            assertThat(connections.status().getFirst().reason())
                    .contains(
                            "the type 'openapy' is not supported; did you mean 'openapi'? (supported: openapi, mcp, sql, http, mail, calendar, java)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.test/api.json, https://shop.test/api.json",
        "https://user:pw@shop.test/api.json?key=1#x, https://shop.test/api.json",
        "${config.URL}/api.json, https://config.test/api.json",
        "${config.URL}/${secret.KEY}/api.json, ${config.URL}/${secret.KEY}/api.json",
        "${config.GONE}/api.json, ${config.GONE}/api.json"
    })
    void theUrlIsShownWithoutSecrets(String url, String shown) {
        UnaryOperator<String> texts = text -> {
            if (text.contains("GONE")) {
                throw new IllegalArgumentException("config GONE is not set");
            }
            return text.replace("${config.URL}", "https://config.test").replace("${secret.KEY}", "hunter2");
        };
        assertThat(ShownUrl.of(url, texts)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "${config.GONE}, its url cannot be used: config GONE is not set",
        "not an address, its url is not an address; write https://... or file:...",
        "ftp://shop.test/x, 'only http and https addresses are called, not ftp:'",
        "https://user:pw@shop.test/x, 'the address needs a host, and no user or password in it'",
        "file:gone.json, 'its description ''gone.json'' cannot be read as UTF-8 text'"
    })
    void aUrlThatCannotBeUsedIsTold(String url, String reason) throws Exception {
        UnaryOperator<String> texts = text -> {
            if (text.contains("GONE")) {
                throw new IllegalArgumentException("config GONE is not set");
            }
            return text;
        };
        var given = Given.connection(url).tool("order").texts(texts);
        try (var connections = given.opened()) {
            assertThat(connections.status().getFirst().reason()).contains(reason);
        }
    }

    private static ConnectionDefinition named(String name, String url) {
        var d = Given.connection(url).definition();
        return new ConnectionDefinition(
                name,
                d.type(),
                d.url(),
                d.privateNetwork(),
                d.auth(),
                d.readAuth(),
                d.timeout(),
                Map.of("order", Given.operation("order")));
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
