package dev.baton.connect.request;

import static dev.baton.connect.FakeSystem.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.Connections;
import dev.baton.connect.FakeSystem;
import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionOptions;
import dev.baton.tool.Operation;
import dev.baton.tool.Paging;
import dev.baton.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests as they are filled, and answers as they are put together, trimmed and bounded. */
@Timeout(60)
class AnswersTest {
    private final FakeSystem system = new FakeSystem();

    @AfterEach
    void close() {
        system.close();
    }

    private Connections open(Operation.Request request, Optional<String> result, Optional<Paging> pages)
            throws InterruptedException {
        return Given.connection(system.url() + "/v1")
                .type("http")
                .tool("read", Given.declared(request, Access.READ, Optional.empty(), result.map(Json::parse), pages))
                .opened();
    }

    private static Operation.Request list() {
        return Given.request("GET", "/orders", "{}", Json.object());
    }

    private ToolResult pages(Paging paging) throws InterruptedException {
        try (var connections = open(list(), Optional.empty(), Optional.of(paging))) {
            return Given.found(connections, "read").call(Given.call("{}"));
        }
    }

    @Test
    void givenALinkHeader_thenPagesAreReadAsFarAsAllowedAndOnTheSameSystemOnly() throws Exception {
        system.on("/v1/orders", exchange -> {
            var page = exchange.getRequestURI().getQuery();
            switch (page == null ? "" : page) {
                case "" ->
                    status(200, "[1, 2]", "Link", "</v1/orders?page=2>; rel=\"next\"")
                            .give(exchange);
                case "page=2" ->
                    status(200, "[3]", "Link", "<http://127.0.0.1:1/other>; rel=\"next\"")
                            .give(exchange);
                default -> status(500, "{}").give(exchange);
            }
        });
        assertThat(pages(new Paging(new Paging.Way.LinkHeader(), "", 10)))
                .isEqualTo(new ToolResult.Done(Json.parse("[1, 2, 3]")));
    }

    @Test
    void givenACursor_thenWhatIsBeyondTheMostPagesIsLeftOutAndSaid() throws Exception {
        system.on("/v1/orders", exchange -> {
            var query = exchange.getRequestURI().getQuery();
            var number = query == null ? 1 : Integer.parseInt(query.replace("after=c", ""));
            status(200, "{\"data\": {\"items\": [" + number + "]}, \"next\": \"c" + (number + 1) + "\"}")
                    .give(exchange);
        });
        assertThat(pages(new Paging(new Paging.Way.Cursor("next", "after"), "data.items", 3)))
                .isEqualTo(new ToolResult.Done(
                        Json.parse("{\"data\": {\"items\": [1, 2, 3]}, \"next\": \"c2\", \"truncated\": true}")));
    }

    @Test
    void givenPageNumbers_thenTheyGrowUntilAPageIsEmpty() throws Exception {
        system.on("/v1/orders", exchange -> {
            var number = exchange.getRequestURI().getQuery().replace("p=", "");
            status(200, number.equals("2") ? "{\"items\": []}" : "{\"items\": [\"" + number + "\"]}")
                    .give(exchange);
        });
        assertThat(pages(new Paging(new Paging.Way.PageNumber("p", 0), "items", 9)))
                .isEqualTo(new ToolResult.Done(Json.parse("{\"items\": [\"0\", \"1\"]}")));
    }

    @Test
    void givenAPageThatFails_thenTheReadFails() throws Exception {
        system.on("/v1/orders", exchange -> {
            if (exchange.getRequestURI().getQuery() == null) {
                status(200, "[1]", "Link", "</v1/orders?page=2>; rel=next").give(exchange);
            } else {
                status(503, "{}").give(exchange);
            }
        });
        assertThat(pages(new Paging(new Paging.Way.LinkHeader(), "", 10))).isInstanceOf(ToolResult.Unavailable.class);
    }

    @Test
    void givenAProjection_thenOnlyWhatItNamesIsKept() throws Exception {
        system.on("/v1/orders", status(200, "{\"id\": \"ORD-1\", \"card\": \"4111\", \"lines\": [{\"sku\": \"A\"}]}"));
        var projection = "{\"id\": \"${result.id}\", \"first\": \"${result.lines[0].sku}\"}";
        try (var connections = open(list(), Optional.of(projection), Optional.empty())) {
            assertThat(Given.found(connections, "read").call(Given.call("{}")))
                    .isEqualTo(new ToolResult.Done(Json.parse("{\"id\": \"ORD-1\", \"first\": \"A\"}")));
        }
        system.on("/v1/orders", status(200, "{\"id\": \"ORD-1\"}"));
        try (var connections = open(list(), Optional.of(projection), Optional.empty())) {
            assertThat(Given.found(connections, "read").call(Given.call("{}")))
                    .isInstanceOfSatisfying(
                            ToolResult.Refused.class,
                            refused -> assertThat(refused.reason()).contains("'result' cannot be made of it"));
        }
    }

    private static Operation.Request filled() {
        var args = Json.parse(
                        "{\"type\": \"object\", \"required\": [\"id\"], \"properties\": {\"id\": {\"type\": \"string\"}, \"tags\":"
                                + " {\"type\": \"array\", \"items\": {\"type\": \"string\"}}, \"limit\": {\"type\": \"integer\"}}}")
                .asObject();
        return new Operation.Request(
                "GET",
                "/orders/${args.id}.json",
                Map.of("tag", "${args.?tags}"),
                Map.of("X-Limit", "${args.?limit}"),
                Optional.empty(),
                List.of(200),
                args,
                Json.object());
    }

    @Test
    void givenValuesThatWouldLeadElsewhere_thenTheyStayValues() throws Exception {
        system.on("/v1/orders/a%2F..%2Fb%3Fx%3D1.json", status(200, "{}"));
        try (var connections = open(filled(), Optional.empty(), Optional.empty())) {
            var tool = Given.found(connections, "read");
            assertThat(tool.call(Given.call("{\"id\": \"a/../b?x=1\", \"tags\": [\"x y\", \"z&z\"], \"limit\": 5}")))
                    .isInstanceOf(ToolResult.Refused.class);
            assertThat(system.requests()).isEmpty();
            system.on("/v1/orders/a%3Fx%3D1.json", status(200, "{}"));
            assertThat(tool.call(Given.call("{\"id\": \"a?x=1\", \"tags\": [\"x y\", \"z&z\"], \"limit\": 5}")))
                    .isInstanceOf(ToolResult.Done.class);
            assertThat(system.requests().getFirst().target())
                    .isEqualTo("/v1/orders/a%3Fx%3D1.json?tag=x%20y&tag=z%26z");
            assertThat(system.requests().getFirst().header("X-Limit")).contains("5");
        }
    }

    private static ConnectionOptions bounded(Optional<Integer> concurrency, Optional<ConnectionOptions.Rate> rate) {
        return new ConnectionOptions(
                concurrency, rate, Optional.empty(), Optional.empty(), List.of(), Map.of(), Optional.empty());
    }

    @Test
    void givenALimitOfCalls_thenTheOneTooManyIsNotSent() throws Exception {
        system.on("/v1/orders", status(200, "[]"));
        var given = Given.connection(system.url() + "/v1")
                .type("http")
                .tool("read", Given.declared(list(), Access.READ, Optional.empty()))
                .options(bounded(Optional.empty(), Optional.of(new ConnectionOptions.Rate(1, Duration.ofHours(1)))));
        try (var connections = given.opened()) {
            assertThat(Given.found(connections, "read").call(Given.call("{}"))).isInstanceOf(ToolResult.Done.class);
            assertThat(Given.found(connections, "read").call(Given.call("{}")))
                    .isInstanceOfSatisfying(
                            ToolResult.Unavailable.class,
                            unavailable -> assertThat(unavailable.reason()).contains("was not called", "'rate'"));
        }
        assertThat(system.requests()).hasSize(1);
    }

    @Test
    void givenOneCallAtOnce_thenTheNextWaitsForIt() throws Exception {
        var begun = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        system.on("/v1/orders", exchange -> {
            begun.countDown();
            try {
                over.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            status(200, "[]").give(exchange);
        });
        var given = Given.connection(system.url() + "/v1")
                .type("http")
                .tool("read", Given.declared(list(), Access.READ, Optional.empty()))
                .options(bounded(Optional.of(1), Optional.empty()));
        try (var connections = given.opened()) {
            var tool = Given.found(connections, "read");
            var first = new CompletableFuture<ToolResult>();
            Thread.ofVirtual().start(() -> {
                try {
                    first.complete(tool.call(Given.call("{}")));
                } catch (InterruptedException e) {
                    first.completeExceptionally(e);
                }
            });
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(tool.call(Given.call("{}"))).isInstanceOf(ToolResult.Unavailable.class);
            assertThat(system.requests()).hasSize(1);
            over.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(ToolResult.Done.class);
        }
    }

    @Test
    void givenASystemThatFailsAgainAndAgain_thenItIsLeftAloneForAWhile() throws Exception {
        system.on("/v1/orders", status(503, "{}"));
        try (var connections = open(list(), Optional.empty(), Optional.empty())) {
            var tool = Given.found(connections, "read");
            for (var i = 0; i < 10; i++) {
                assertThat(tool.call(Given.call("{}"))).isInstanceOf(ToolResult.Unavailable.class);
            }
            assertThat(tool.call(Given.call("{}")))
                    .isInstanceOfSatisfying(
                            ToolResult.Unavailable.class,
                            unavailable -> assertThat(unavailable.reason()).contains("left alone"));
        }
        assertThat(system.requests()).hasSize(10);
    }
}
