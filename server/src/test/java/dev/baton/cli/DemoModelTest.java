package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelRole;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoModelTest {
    private static final Optional<String> NOTHING = Optional.empty();

    @TempDir
    private Path workspace;

    @Test
    void givenNothing_thenThereIsNoModel() throws InterruptedException {
        assertThat(DemoModel.choose(NOTHING, NOTHING, Map.of(), workspace)).isEmpty();
        assertThat(DemoModel.choose(NOTHING, NOTHING, Map.of("OPENAI_API_KEY", " "), workspace))
                .isEmpty();
    }

    @Test
    void givenAnExportedKey_thenItsProviderServesAllRolesWithinACap() throws InterruptedException {
        var chosen = DemoModel.choose(NOTHING, NOTHING, Map.of("ANTHROPIC_API_KEY", "sk-ant-secret"), workspace)
                .orElseThrow();

        var model = chosen.definition().models().values().iterator().next();
        assertThat(model.provider()).isEqualTo(ModelDefinition.Provider.ANTHROPIC);
        assertThat(model.keyName()).contains("ANTHROPIC_API_KEY");
        assertThat(model.dailyCap()).isPresent();
        assertThat(chosen.definition().roles()).containsOnlyKeys(ModelRole.values());
        assertThat(chosen.line())
                .contains("api.anthropic.com", "ANTHROPIC_API_KEY", "1.00 USD a day")
                .doesNotContain("sk-ant-secret");
    }

    @Test
    void givenAnotherModelOfThatProvider_thenNothingIsSaidAboutItsPrice() throws InterruptedException {
        var chosen = DemoModel.choose(NOTHING, Optional.of("gpt-next"), Map.of("OPENAI_API_KEY", "x"), workspace)
                .orElseThrow();

        var model = chosen.definition().models().values().iterator().next();
        assertThat(model.model()).isEqualTo("gpt-next");
        assertThat(model.prices()).isEmpty();
        assertThat(chosen.line()).contains("is not known here");
    }

    @Test
    void givenAWorkspaceWithModels_whenOnlyAKeyIsThere_thenItKeepsItsOwn() throws Exception {
        Files.writeString(workspace.resolve("models.yaml"), "kind: Models");

        assertThat(DemoModel.choose(NOTHING, NOTHING, Map.of("OPENAI_API_KEY", "x"), workspace))
                .isEmpty();
    }

    @Test
    void givenAnAddress_thenTheFirstModelThatIsListedThereIsTaken() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/models", exchange -> {
            var body = "{\"data\": [{\"id\": \"qwen-coder\"}, {\"id\": \"other\"}]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort();

            var chosen = DemoModel.choose(Optional.of(url), NOTHING, Map.of("OPENAI_API_KEY", "x"), workspace)
                    .orElseThrow();

            var model = chosen.definition().models().values().iterator().next();
            assertThat(model.model()).isEqualTo("qwen-coder");
            assertThat(model.url()).contains(url + "/v1");
            assertThat(model.keyName()).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void givenNoAddress_thenThatIsTold() {
        assertThatThrownBy(() -> DemoModel.choose(Optional.of("qwen"), NOTHING, Map.of(), workspace))
                .hasMessageContaining("--model takes an address like");
    }
}
