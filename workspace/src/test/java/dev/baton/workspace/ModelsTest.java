package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.ModelCost;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelRole;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsTest {
    private static final String MODELS = """
            kind: Models
            models:
              large:
                provider: openai
                model: gpt-5
                key: "${secret.OPENAI_KEY}"
                prices: {currency: USD, input: 1.25, cachedInput: 0.125, output: 10}
                timeout: PT60S
                firstByte: PT20S
                concurrency: 4
                dailyCap: 5.00 USD
              local:
                provider: openai-compatible
                model: qwen
                url: http://127.0.0.1:11434/v1
                temperature: 0
            roles:
              assistant: [large, local]
              planner: large
            record: content
            """;

    @TempDir
    private Path folder;

    private Draft shop;

    @BeforeEach
    void copyTheShop() {
        shop = Draft.ofShop(folder);
    }

    @Test
    void givenModels_whenLoaded_thenTheyAreAsWritten() {
        var workspace = shop.write("models.yaml", MODELS).load().orThrow();

        var models = workspace.models();
        var large = models.model("large").orElseThrow();
        assertThat(large.provider()).isEqualTo(ModelDefinition.Provider.OPENAI);
        assertThat(large.model()).isEqualTo("gpt-5");
        assertThat(large.keyName()).contains("OPENAI_KEY");
        assertThat(large.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(large.firstByte()).isEqualTo(Duration.ofSeconds(20));
        assertThat(large.concurrency()).isEqualTo(4);
        assertThat(large.dailyCap()).contains(new ModelCost(new BigDecimal("5.00"), "USD"));
        assertThat(large.prices().orElseThrow().cachedInput()).contains(new BigDecimal("0.125"));
        assertThat(large.temperature()).isEmpty();
        assertThat(models.model("local").orElseThrow().temperature()).contains(0.0);
        assertThat(models.model("local").orElseThrow().prices()).isEmpty();
        assertThat(models.model("local").orElseThrow().keyName()).isEmpty();
        assertThat(models.roles())
                .isEqualTo(Map.of(ModelRole.ASSISTANT, List.of("large", "local"), ModelRole.PLANNER, List.of("large")));
        assertThat(models.recordsContent()).isTrue();
    }

    @Test
    void givenNoRoles_whenLoaded_thenEveryRoleHasAllModelsInTheirOrder() {
        var text = MODELS.substring(0, MODELS.indexOf("roles:"));

        var models = shop.write("models.yaml", text).load().orThrow().models();

        assertThat(models.roles().values())
                .containsOnly(List.of("large", "local"))
                .hasSize(3);
        assertThat(models.recordsContent()).isFalse();
    }

    @Test
    void givenNoKey_whenLoaded_thenItIsTheUsualVariableOfTheProvider() {
        var models = shop.write("models.yaml", MODELS.replace("    key: \"${secret.OPENAI_KEY}\"\n", ""))
                .load()
                .orThrow()
                .models();

        assertThat(models.model("large").orElseThrow().keyName()).contains("OPENAI_API_KEY");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            provider: openai\\n     | provider: opnai\\n            | 4:5 'opnai' is not one of openai, anthropic, gemini, openai-compatible; did you mean 'openai'?
            timeout: PT60S          | timout: PT60S                 | 8:5 unknown key 'timout'; did you mean 'timeout'?
            planner: large          | planner: lage                 | 19:3 there is no model 'lage' in this file; did you mean 'large'?
            planner: large          | planer: large                 | 19:3 unknown key 'planer'; did you mean 'planner'?
            "${secret.OPENAI_KEY}"  | sk-123                        | 6:5 a key does not belong in a file; write ${secret.NAME}
            url: http://127.0.0.1:11434/v1 | url: 127.0.0.1:11434   | 15:5 '127.0.0.1:11434' is not an address like http://127.0.0.1:11434/v1
            input: 1.25             | input: cheap                  | 7:29 'input' is the price of a million tokens, a number like 0.25
            dailyCap: 5.00 USD      | dailyCap: 5                   | 11:5 '5' is no amount of money; write one like 5.00 USD
            dailyCap: 5.00 USD      | dailyCap: five USD            | 11:5 'five USD' is no amount of money; write one like 5.00 USD
            dailyCap: 5.00 USD      | dailyCap: 5.00 EUR            | 3:3 the 'dailyCap' is in EUR but the prices are in USD
            concurrency: 4          | concurrency: 0                | 10:5 'concurrency' is between 1 and 1000, not 0
            temperature: 0          | temperature: 2.5              | 16:5 'temperature' is a number between 0 and 2, not 2.5
            temperature: 0          | temperature: cool             | 16:5 'temperature' is a number between 0 and 2, not "cool"
            record: content         | record: everything            | 20:1 'everything' is not one of redacted, content
            """)
    void givenAMistake_whenLoaded_thenItIsToldWhereAndWhat(String old, String by, String problem) {
        var was = old.replace("\\n", "\n");
        shop.write("models.yaml", MODELS);

        shop.replace("models.yaml", was, by.replace("\\n", "\n"));

        assertThat(shop.problems()).containsExactly("models.yaml:" + problem);
    }

    @Test
    void givenNoPrices_whenThereIsACap_thenThatCannotBe() {
        shop.write("models.yaml", MODELS.replaceFirst(" {4}prices: .*\n", ""));

        assertThat(shop.problems())
                .hasSize(1)
                .first()
                .asString()
                .contains("a model without 'prices' cannot have a 'dailyCap'");
    }

    @Test
    void givenAPrompt_whenLoaded_thenItTakesThePlaceOfTheOneThatIsShipped() {
        var prompts = shop.write("prompts/judge.md", "version: house-2\n\nJudge kindly.\n")
                .load()
                .orThrow()
                .prompts();

        assertThat(prompts.own()).containsExactly("judge");
        assertThat(prompts.get("judge").text()).isEqualTo("Judge kindly.");
        assertThat(prompts.get("judge").version()).isEqualTo("house-2");
        assertThat(prompts.get("plan").version()).isNotEqualTo("house-2");
    }

    @Test
    void givenPromptsThatCannotBe_whenLoaded_thenEachIsTold() {
        shop.write("prompts/asistant.md", "version: 1\n\nHello")
                .write("prompts/judge.md", "Judge kindly.")
                .write("prompts/summary.md", "version: 1\n\nFor {{nam}}")
                .write("prompts/assistant.md", "version: 1\n\nYou are {{nam}}")
                .write("prompts/plan.txt", "version: 1\n\nPlan");

        assertThat(shop.problems())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("prompts/asistant.md:1:1 there is no prompt 'asistant'")
                                .endsWith("did you mean 'assistant'?"),
                        second -> assertThat(second)
                                .startsWith("prompts/assistant.md:1:1 nothing fills {{nam}} in this prompt")
                                .endsWith("did you mean 'name'?"),
                        third -> assertThat(third).startsWith("prompts/judge.md:1:1 the prompt judge does not begin"),
                        fourth -> assertThat(fourth)
                                .isEqualTo("prompts/plan.txt:1:1 files in prompts/ are Markdown (.md)"),
                        fifth -> assertThat(fifth).startsWith("prompts/summary.md:1:1 nothing fills {{nam}}"));
        assertThat(shop.load().workspace().prompts().own()).isEmpty();
    }
}
