package dev.baton.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.baton.json.Json;
import dev.baton.principal.Credentials;
import dev.baton.principal.Principal;
import dev.baton.principal.Principal.Kind;
import dev.baton.server.FakeServer;
import dev.baton.server.fake.FakePlatform;
import dev.baton.server.identity.Tokens.Checked;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who a bearer token is of, and what becomes of requests that do not prove who they are of. */
class IdentityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String KEY = "till-key-0123456789-abcdef";

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Issuer issuer;

    @BeforeEach
    void open() throws IOException {
        issuer = new Issuer();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private OidcTokens tokens() {
        var oidc = new Credentials.Oidc(
                issuer.url(),
                Issuer.AUDIENCE,
                "preferred_username",
                "groups",
                Map.of("refund-leads", "refund-lead", "desk", "operator"),
                Optional.of("customer_id"));
        return new OidcTokens(oidc, FakePlatform.PEOPLE, () -> NOW);
    }

    private Checked check(String subject, UnaryOperator<JWTClaimsSet.Builder> more) {
        return tokens().check(issuer.token(subject, NOW, more));
    }

    @Test
    void givenAPersonsToken_thenGroupsGiveRoles_andOperatorsMayActForOthers() {
        var checked = check(
                "u-17", claims -> claims.claim("preferred_username", "mara").claim("groups", List.of("desk", "choir")));

        assertThat(checked).isEqualTo(new Checked.Of(Principal.of(Kind.PERSON, "mara", "operator", Principal.ACT_FOR)));
    }

    @Test
    void givenACustomersToken_thenItActsForThatCustomerOnly() {
        assertThat(check(
                        "u-18",
                        claims -> claims.claim("customer_id", "CUS-0002").claim("groups", List.of("desk"))))
                .isEqualTo(new Checked.Of(Principal.of(Kind.CUSTOMER, "CUS-0002")));
    }

    @Test
    void givenATokenThatAProgramGotForItself_thenItIsAServiceOfTheWorkspace_orAStranger() {
        assertThat(check("till", claims -> claims.claim("client_id", "till")))
                .isEqualTo(new Checked.Of(Principal.of(Kind.SERVICE, "till")));
        assertThat(check("crane", claims -> claims.claim("client_id", "crane")))
                .isInstanceOfSatisfying(
                        Checked.Stranger.class, it -> assertThat(it.reason()).contains("crane: {kind: service}"));
    }

    @Test
    void givenSomebodyWithoutARoleHere_thenTheyAreAStranger() {
        assertThat(check("u-19", claims -> claims.claim("preferred_username", "paul")))
                .isInstanceOf(Checked.Stranger.class);
    }

    @Test
    void givenATokenThatIsExpiredOrForgedOrMeantForOthers_thenItIsRefusedAndSaysWhy() {
        assertRefused(issuer.token("till", NOW.minus(Duration.ofHours(2)), it -> it), "expired");
        assertRefused(
                issuer.token("till", NOW, it -> it.notBeforeTime(Date.from(NOW.plusSeconds(600)))), "not valid yet");
        assertRefused(issuer.token("till", NOW, it -> it.audience("somebody-else")), "not meant for here");
        assertRefused(issuer.token("till", NOW, it -> it.issuer("https://evil.example")), "not meant for here");
        assertRefused(issuer.forged("till", NOW), "not a token of");
        assertRefused("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0aWxsIn0.", "not a token of");
        assertRefused("nonsense", "not a token of");
    }

    private void assertRefused(String token, String reason) {
        assertThat(tokens().check(token))
                .isInstanceOfSatisfying(
                        Checked.Refused.class,
                        it -> assertThat(it.reason()).contains(reason).doesNotContain(token));
    }

    @Test
    void givenAProviderThatIsDown_thenNobodyIsLetInAndNobodyIsRefusedForGood() {
        var token = issuer.token("till", NOW, it -> it.claim("client_id", "till"));
        var tokens = tokens();
        issuer.close();

        assertThat(tokens.check(token)).isInstanceOf(Checked.Unavailable.class);
    }

    @Test
    void givenAKey_thenItsOwnerIsKnown_andAShortOneIsNotTaken() {
        var till = Principal.of(Kind.SERVICE, "till");
        var keys = new KeyTokens(Map.of(till, KEY));

        assertThat(keys.check(KEY)).isEqualTo(new Checked.Of(till));
        assertThat(keys.check(KEY + "x")).isInstanceOf(Checked.Refused.class);
        assertThat(keys).asString().doesNotContain(KEY);
        assertThatThrownBy(() -> new KeyTokens(Map.of(till, "short-secret")))
                .hasMessageContaining("at least 24")
                .hasMessageNotContaining("short-secret");
    }

    @Test
    void givenAServerThatChecksTokens_thenTheDoorsOfProgramsAskForOne_andTokensTellEverywhere() {
        var till = Principal.of(Kind.SERVICE, "till", Principal.ACT_FOR);
        var tokens = List.of(new KeyTokens(Map.of(till, KEY)), tokens());
        try (var server = new FakeServer(new FakePlatform(tokens))) {
            var none = server.client.post("/mcp", Json.object());
            var wrong = server.client.post("/v1/chat/completions", Json.object(), "Authorization", "Bearer wrong");
            var mine = server.client.post(
                    "/api/handoffs/damaged-order", FakeServer.about("ORD-9"), "Authorization", "Bearer " + KEY);
            var foreign = server.client.get("/api/runs", "Authorization", "Bearer " + KEY);
            var metadata = server.client.get("/.well-known/oauth-protected-resource/mcp");

            assertThat(none.status()).isEqualTo(401);
            assertThat(none.header("WWW-Authenticate"))
                    .isEqualTo("Bearer resource_metadata=\"" + server.url()
                            + "/.well-known/oauth-protected-resource/mcp\"");
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
            assertThat(mine.textAt("requester")).startsWith("service:till");
            assertThat(foreign.status()).isEqualTo(403);
            assertThat(metadata.textAt("resource")).isEqualTo(server.url() + "/mcp");
            assertThat(metadata.text()).contains(issuer.url());
        }
    }

    @Test
    void givenAServerThatChecksNothing_thenATokenTellsNothing() {
        try (var server = new FakeServer()) {
            var answer = server.client.post(
                    "/api/handoffs/damaged-order", FakeServer.about("ORD-9"), "Authorization", "Bearer made-up");

            assertThat(answer.textAt("requester")).startsWith("person:developer");
            assertThat(server.client
                            .get("/.well-known/oauth-protected-resource/mcp")
                            .status())
                    .isEqualTo(404);
        }
    }
}
