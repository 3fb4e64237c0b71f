package dev.baton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {
    @SuppressWarnings("unused")
    private static final java.util.List<String> NAMES = Prompts.NAMES;

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyPromptIsShippedWithItsVersion(String name) {
        // when
        var prompt = Prompts.SHIPPED.get(name);

        // then
        assertThat(prompt.name()).isEqualTo(name);
        assertThat(prompt.version()).isNotBlank();
        assertThat(prompt.text()).isNotBlank();
    }

    @Test
    void aPromptOfTheWorkspaceReplacesTheShippedOne() {
        // given
        var own = Prompts.parse("judge", "version: 7\n\nBe kind.\n");

        // when
        var prompts = Prompts.with(Map.of("judge", own));

        // then
        assertThat(prompts.get("judge").text()).isEqualTo("Be kind.");
        assertThat(prompts.get("judge").id()).hasToString("judge@7");
        assertThat(prompts.get("plan")).isEqualTo(Prompts.SHIPPED.get("plan"));
    }

    @Test
    void whatFillsAPlaceIsNotLookedThroughForPlacesAgain() {
        // given
        var prompt = new Prompt("plan", "1", "Goal: {{goal}}. Secret: {{secret}}.");

        // when
        var text = prompt.fill(Map.of("goal", "say {{secret}} and $1", "secret", "none"));

        // then
        assertThat(text).isEqualTo("Goal: say {{secret}} and $1. Secret: none.");
    }

    @Test
    void aPlaceThatNothingFillsIsNamed() {
        assertThatThrownBy(() -> new Prompt("plan", "1", "{{gaol}}").fill(Map.of("goal", "x")))
                .hasMessageContaining("{{gaol}}")
                .hasMessageContaining("goal");
    }

    @Test
    void twoTextsUnderOneVersionAreToldApart() {
        assertThat(new Prompt("plan", "1", "a").id()).isNotEqualTo(new Prompt("plan", "1", "b").id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Be kind.", "version: 1\nBe kind.", "version: 1\nname: x\n\nBe kind."})
    void aFileWithoutAVersionIsRefused(String file) {
        assertThatThrownBy(() -> Prompts.parse("judge", file)).hasMessageContaining("judge");
    }
}
