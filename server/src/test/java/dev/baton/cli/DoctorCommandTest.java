package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.wire.ModelServer;
import dev.baton.testkit.model.wire.OpenAiWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private Path folder;

    private void models(String text) throws IOException {
        Files.writeString(folder.resolve("models.yaml"), text);
    }

    @Test
    void givenAServer_thenItsModelsAreAskedAndWhatIsWrongIsTold() {
        try (var server = new FakeServer()) {
            var done = Terminal.run("doctor", "--url", server.url());

            assertThat(done.exitCode()).isEqualTo(1);
            assertThat(done.out())
                    .containsPattern("large +openai gpt-5 +api.openai.com +OPENAI_API_KEY +ok in 321 ms")
                    .containsPattern("claude +anthropic .* +CLAUDE_KEY +does not work")
                    .contains("claude: the model 'claude' is not asked: CLAUDE_KEY has no value; set it");
            assertThat(Terminal.run("doctor", "--json", "--url", server.url()).out())
                    .startsWith("[{")
                    .contains("\"works\":true");
        }
    }

    @Test
    void givenAFolder_thenItsModelsAreAskedWithoutAServer() throws IOException {
        try (var provider = ModelServer.answering(new OpenAiWire(), Answer.text("ok"))) {
            models("""
                    kind: Models
                    models:
                      local: {provider: openai-compatible, model: qwen, url: "%s"}
                    """.formatted(provider.url()));

            var done = Terminal.run("doctor", "--workspace", folder.toString());

            assertThat(done.out()).containsPattern("local +openai-compatible qwen +127.0.0.1:[0-9]+ +none +ok in");
            assertThat(done.exitCode()).isZero();
            assertThat(provider.requests()).hasSize(1);
        }
    }

    @Test
    void givenAWrongKey_thenVariableAndHostAreToldAndTheKeyIsNot() throws IOException {
        try (var provider = ModelServer.answering(new OpenAiWire(), Answer.status(401))) {
            models("""
                    kind: Models
                    models:
                      paid: {provider: openai-compatible, model: qwen, url: "%s", key: "${secret.PAID_KEY}"}
                    """.formatted(provider.url()));
            Files.writeString(folder.resolve("paid.secrets"), "PAID_KEY=sk-very-secret\n");

            var done = Terminal.run(
                    "doctor",
                    "--workspace",
                    folder.toString(),
                    "--secrets",
                    folder.resolve("paid.secrets").toString());

            assertThat(done.exitCode()).isEqualTo(1);
            assertThat(done.out()).contains("PAID_KEY", "127.0.0.1:", "401").doesNotContain("sk-very-secret");
        }
    }

    @Test
    void givenNoModels_thenThatIsNoProblem() throws IOException {
        Files.writeString(folder.resolve("people.yaml"), "kind: People\npeople: {}\n");

        var done = Terminal.run("doctor", "--workspace", folder.toString());

        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).contains("There are no models");
        assertThat(Json.parse(Terminal.run("doctor", "--workspace", folder.toString(), "--json")
                                .out())
                        .asArray())
                .isEmpty();
    }

    @Test
    void givenAMissingKey_whenTheWorkspaceIsChecked_thenItIsAWarningAndNoProblem() throws IOException {
        models("""
                kind: Models
                models:
                  paid: {provider: openai, model: gpt-5, key: "${secret.LOST_KEY_OF_THIS_TEST}"}
                """);
        Files.createDirectory(folder.resolve("prompts"));
        Files.writeString(folder.resolve("prompts/judge.md"), "version: 2\n\nJudge kindly.\n");

        var done = Terminal.run("check", folder.toString());

        assertThat(done.exitCode()).isZero();
        assertThat(done.out())
                .contains("warning: models.yaml:3:", "LOST_KEY_OF_THIS_TEST", "api.openai.com", "assistants fill forms")
                .contains("model paid  gpt-5 of openai  assistant, planner, judge  unpriced")
                .contains("prompts of its own: judge");
    }
}
