package dev.baton.models.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.model.ModelDefinition;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.RemoteModelContract;
import dev.baton.testkit.model.wire.AnthropicWire;
import dev.baton.testkit.model.wire.ModelServer;
import org.junit.jupiter.api.Test;

class AnthropicModelTest extends RemoteModelContract {
    private static final Json KEPT = Json.object("type", Json.text("ephemeral"));

    @Override
    protected RemoteCase given(Answer... answers) {
        var server = ModelServer.answering(new AnthropicWire(), answers);
        return ServedModel.of(ModelDefinition.Provider.ANTHROPIC, "/v1", server, KEY, PATIENCE);
    }

    @Test
    void givenInstructionsAndTools_whenAsked_thenTheProviderIsToldToKeepThem() throws InterruptedException {
        try (var provider = given(Answer.text("Good"))) {
            provider.model().chat(withTools("Hello"));

            var body = provider.server().requests().getFirst().body();
            assertThat(body.get("system").orElseThrow().asArray().getLast().get("cache_control"))
                    .contains(KEPT);
            assertThat(body.get("tools").orElseThrow().asArray().getLast().get("cache_control"))
                    .contains(KEPT);
        }
    }

    @Test
    void givenAForm_whenAsked_thenItIsAToolThatHasToBeUsed() throws InterruptedException {
        try (var provider = given(new Answer.Form(Json.object("wish", Json.text("refund"))))) {
            provider.model().chat(withForm("What?"));

            var body = provider.server().requests().getFirst().body();
            assertThat(body.get("tool_choice").flatMap(it -> it.textAt("name"))).contains("wish");
            assertThat(body.get("tool_choice").flatMap(it -> it.textAt("type"))).contains("tool");
        }
    }
}
