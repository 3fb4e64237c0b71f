package dev.baton.connect;

import static dev.baton.connect.FakeSystem.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.baton.connect.http.BearerToken;
import dev.baton.tool.ToolResult;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Which credentials go where, and that they are never shown. */
class SecretsTest {
    private static final String DOCUMENT = """
            {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": {
              "/order": {"get": {"operationId": "read", "responses": {"200": {"description": "ok"}}},
                         "post": {"operationId": "write", "responses": {"200": {"description": "ok"}}}}}}""";

    private final FakeSystem system = new FakeSystem().describedBy(DOCUMENT).on("/order", status(200, "{}"));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger("dev.baton");

    @BeforeEach
    void listen() {
        log.start();
        root.setLevel(Level.TRACE);
        root.addAppender(log);
    }

    @AfterEach
    void close() {
        root.detachAppender(log);
        root.setLevel(null);
        system.close();
        assertThat(log.list)
                .noneMatch(event -> event.getFormattedMessage().contains("hunter2")
                        || String.valueOf(event.getThrowableProxy()).contains("hunter2"));
    }

    private static String filled(String text) {
        return text.replace("${secret.WRITE}", "w-hunter2\n").replace("${secret.READ}", "r-hunter2");
    }

    private Given given(Optional<String> readAuth) {
        return Given.connection(system.descriptionUrl())
                .tool("read")
                .tool("write")
                .auth("${secret.WRITE}", readAuth)
                .texts(SecretsTest::filled);
    }

    @Test
    void readsUseTheirOwnCredentialsWhereThereAreSuch() throws Exception {
        try (var connections = given(Optional.of("${secret.READ}")).opened()) {
            Given.found(connections, "read").call(Given.call("{}"));
            Given.found(connections, "write").call(Given.call("{}"));
        }
        assertThat(system.requests())
                .extracting(request -> request.header("Authorization").orElse(""))
                .containsExactly("Bearer r-hunter2", "Bearer r-hunter2", "Bearer w-hunter2");
    }

    @Test
    void readsUseTheOnlyCredentialsOtherwise() throws Exception {
        try (var connections = given(Optional.empty()).opened()) {
            Given.found(connections, "read").call(Given.call("{}"));
            Given.found(connections, "write").call(Given.call("{}"));
        }
        assertThat(system.requests())
                .extracting(request -> request.header("Authorization").orElse(""))
                .containsOnly("Bearer w-hunter2");
    }

    @Test
    void aRedirectToAnotherOriginIsNotFollowedAndTold() throws Exception {
        try (var other = new FakeSystem().on("/order", status(200, "{}"));
                var connections = given(Optional.empty()).opened()) {
            system.on("/order", status(307, "", "Location", other.url() + "/order"));
            assertThat(Given.found(connections, "read").call(Given.call("{}")))
                    .isInstanceOfSatisfying(
                            ToolResult.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .contains("status 307 (to " + other.url() + "/order), which is not followed"));
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aSystemThatRepeatsSecretsInItsProblemsDoesNotGetThemShown() throws Exception {
        try (var connections = given(Optional.of("${secret.READ}")).opened()) {
            var problem = "{\"detail\": \"the token w-hunter2 is not r-hunter2\"}";
            for (var code : new int[] {401, 403, 409, 422, 429, 500}) {
                system.on("/order", status(code, problem));
                for (var name : new String[] {"read", "write"}) {
                    var tool = Given.found(connections, name);
                    var result = tool.call(Given.call("{}"));
                    assertThat(result.toString() + tool + tool.spec())
                            .contains("the token *** is not ***")
                            .doesNotContain("hunter2");
                }
            }
            assertThat(connections.status().toString()).doesNotContain("hunter2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "hunter2 hunter2", "hunter2\r\nX-Evil: 1", "hünter2", "hunter2\u0000"})
    void aTokenThatAHeaderCannotCarryIsRefusedWithoutRepeatingIt(String token) throws Exception {
        assertThatThrownBy(() -> BearerToken.of(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("nter2");

        var given = Given.connection(system.descriptionUrl())
                .tool("read")
                .auth("${secret.WRITE}", Optional.empty())
                .texts(text -> text.replace("${secret.WRITE}", token));
        try (var connections = given.opened()) {
            assertThat(connections.status().toString())
                    .contains("its 'auth' cannot be used: the token")
                    .doesNotContain("nter2");
        }
        assertThat(system.requests()).isEmpty();
    }

    @Test
    void aSecretThatIsNotSetIsNamed() throws Exception {
        var given = Given.connection(system.descriptionUrl())
                .tool("read")
                .auth("${secret.WRITE}", Optional.empty())
                .texts(text -> {
                    if (text.contains("secret.WRITE")) {
                        throw new IllegalArgumentException("the secret WRITE is not set");
                    }
                    return text;
                });
        try (var connections = given.opened()) {
            assertThat(connections.status().getFirst().reason())
                    .contains("its 'auth' cannot be used: the secret WRITE is not set");
        }
    }

    @Test
    void aSecretWithinTheUrlIsNotShown() throws Exception {
        var given = Given.connection("http://127.0.0.1:1/${secret.READ}/openapi.json")
                .tool("read")
                .texts(SecretsTest::filled);
        try (var connections = given.opened()) {
            assertThat(connections.status().toString())
                    .contains("127.0.0.1:1 refused the connection")
                    .doesNotContain("hunter2");
        }
        var invalid = Given.connection("http://[${secret.READ}").tool("read").texts(SecretsTest::filled);
        try (var connections = invalid.opened()) {
            assertThat(connections.status().toString())
                    .contains("is not an address")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void aTokenIsHiddenWhereverItIsPrinted() {
        var token = BearerToken.of("hunter2");
        assertThat(token.toString() + Optional.of(token)).doesNotContain("hunter2");
        assertThat(token.hiddenIn("a hunter2 b")).isEqualTo("a *** b");
    }
}
