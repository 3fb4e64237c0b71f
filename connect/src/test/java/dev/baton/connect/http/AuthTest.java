package dev.baton.connect.http;

import static dev.baton.connect.FakeSystem.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.Connections;
import dev.baton.connect.FakeSystem;
import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.testkit.SettableClock;
import dev.baton.tool.Access;
import dev.baton.tool.Auth;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a connection proves who it is. */
@Timeout(60)
class AuthTest {
    private final FakeSystem system = new FakeSystem().on("/order", status(200, "{}"));
    private final SettableClock clock = new SettableClock();

    @AfterEach
    void close() {
        system.close();
    }

    private Connections open(Auth auth) throws InterruptedException {
        var given = Given.connection(system.url())
                .type("http")
                .tool(
                        "read",
                        Given.declared(
                                Given.request("GET", "/order", "{}", Json.object()), Access.READ, Optional.empty()))
                .auth(auth);
        return Connections.open(
                List.of(given.definition()), text -> text.replace("${secret.X}", "hunter2"), Path.of("."), clock);
    }

    private static ToolResult call(Connections connections, Principal principal) throws InterruptedException {
        return Given.found(connections, "read")
                .call(new ToolCall(Json.object(), Optional.empty(), principal, Duration.ofSeconds(20)));
    }

    private List<FakeSystem.Request> orders() {
        return system.requests().stream()
                .filter(request -> request.target().startsWith("/order"))
                .toList();
    }

    private List<FakeSystem.Request> tokens() {
        return system.requests().stream()
                .filter(request -> request.target().equals("/token"))
                .toList();
    }

    @Test
    void givenAUserAndAPassword_thenTheyTravelAsOneHeader() throws Exception {
        try (var connections = open(new Auth.Basic("baton", "${secret.X}"))) {
            assertThat(call(connections, Principal.SYSTEM)).isInstanceOf(ToolResult.Done.class);
        }
        var expected = Base64.getEncoder().encodeToString("baton:hunter2".getBytes(StandardCharsets.UTF_8));
        assertThat(orders().getFirst().header("Authorization")).contains("Basic " + expected);
    }

    @Test
    void givenAKey_thenItTravelsInTheHeaderOrTheQueryThatTheFileNames() throws Exception {
        try (var connections = open(new Auth.ApiKey(false, "X-Key", "${secret.X}"))) {
            call(connections, Principal.SYSTEM);
        }
        try (var connections = open(new Auth.ApiKey(true, "key", "${secret.X}"))) {
            call(connections, Principal.SYSTEM);
        }
        assertThat(orders().get(0).header("X-Key")).contains("hunter2");
        assertThat(orders().get(1).target()).isEqualTo("/order?key=hunter2");
    }

    private Auth.ClientCredentials login() {
        return new Auth.ClientCredentials(system.url() + "/token", "baton", "${secret.X}", Optional.of("orders"));
    }

    private void issuing(AtomicInteger count) {
        system.on(
                "/token",
                exchange -> status(
                                200, "{\"access_token\": \"t-" + count.incrementAndGet() + "\", \"expires_in\": 300}")
                        .give(exchange));
    }

    @Test
    void givenClientCredentials_thenATokenIsKeptUntilShortlyBeforeItEnds() throws Exception {
        issuing(new AtomicInteger());
        try (var connections = open(login())) {
            call(connections, Principal.SYSTEM);
            call(connections, Principal.SYSTEM);
            clock.advance(Duration.ofSeconds(271));
            call(connections, Principal.SYSTEM);
        }
        assertThat(orders().stream()
                        .map(request -> request.header("Authorization").orElse("")))
                .containsExactly("Bearer t-1", "Bearer t-1", "Bearer t-2");
        assertThat(tokens().getFirst().body()).isEqualTo("scope=orders&grant_type=client_credentials");
    }

    @Test
    void givenATokenThatIsNotAcceptedAnyMore_thenOneMoreIsFetchedAndTheCallSentOnceMore() throws Exception {
        issuing(new AtomicInteger());
        system.on(
                "/order",
                exchange -> status(
                                "Bearer t-2".equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401,
                                "{}")
                        .give(exchange));
        try (var connections = open(login())) {
            assertThat(call(connections, Principal.SYSTEM)).isInstanceOf(ToolResult.Done.class);
        }
        system.on("/order", status(401, "{}"));
        try (var connections = open(login())) {
            assertThat(call(connections, Principal.SYSTEM)).isInstanceOf(ToolResult.Refused.class);
        }
        assertThat(orders()).hasSize(4);
    }

    @Test
    void givenATokenEndpointThatIsDown_thenNothingIsSentAndNoSecretTold() throws Exception {
        system.on("/token", status(500, "{\"error\": \"hunter2\"}"));
        try (var connections = open(login())) {
            assertThat(call(connections, Principal.SYSTEM))
                    .isInstanceOfSatisfying(
                            ToolResult.Unavailable.class,
                            unavailable -> assertThat(unavailable.reason())
                                    .contains("token endpoint", "status 500")
                                    .doesNotContain("hunter2"));
        }
        assertThat(orders()).isEmpty();
    }

    @Test
    void givenATokenExchange_thenEachPersonIsNamedInASignedTokenAndHasATokenOfTheirOwn() throws Exception {
        issuing(new AtomicInteger());
        var agent = Principal.of(Principal.Kind.AGENT, "refunds");
        var auth = new Auth.TokenExchange(login(), Optional.of("orders-api"), "baton", "${secret.X}");
        try (var connections = open(auth)) {
            call(connections, agent.actingFor(Principal.of(Principal.Kind.CUSTOMER, "CUS-1")));
            call(connections, agent.actingFor(Principal.of(Principal.Kind.CUSTOMER, "CUS-2")));
            call(connections, agent.actingFor(Principal.of(Principal.Kind.CUSTOMER, "CUS-1")));
        }
        assertThat(orders().stream()
                        .map(request -> request.header("Authorization").orElse("")))
                .containsExactly("Bearer t-1", "Bearer t-2", "Bearer t-1");
        var form = tokens().getFirst().body();
        assertThat(form).contains("token-exchange", "audience=orders-api");
        var jwt = form.replaceFirst(".*subject_token=([^&]*).*", "$1").split("\\.");
        var claims = Json.parse(new String(Base64.getUrlDecoder().decode(jwt[1]), StandardCharsets.UTF_8));
        assertThat(claims.textAt("sub")).contains("CUS-1");
        assertThat(claims.textAt("iss")).contains("baton");
    }
}
