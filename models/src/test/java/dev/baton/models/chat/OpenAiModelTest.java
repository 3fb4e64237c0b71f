package dev.baton.models.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.model.ModelDefinition;
import dev.baton.model.OutputForm;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.RemoteModelContract;
import dev.baton.testkit.model.wire.ModelServer;
import dev.baton.testkit.model.wire.OpenAiWire;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenAiModelTest extends RemoteModelContract {
    @Override
    protected RemoteCase given(Answer... answers) {
        var server = ModelServer.answering(new OpenAiWire(), answers);
        return ServedModel.of(ModelDefinition.Provider.OPENAI, "/v1", server, KEY, PATIENCE);
    }

    private Json asked(RemoteCase provider) {
        return provider.server().requests().getFirst().body();
    }

    @Test
    void givenASchemaThatNamesEverything_whenAsked_thenTheModelIsHeldToItStrictly() throws InterruptedException {
        var closed = Json.object("type", Json.text("object"))
                .with("properties", Json.object("wish", Json.object("type", Json.text("string"))))
                .with("required", Json.texts(List.of("wish")))
                .with("additionalProperties", Json.Bool.FALSE);
        try (var provider = given(new Answer.Form(Json.object("wish", Json.text("refund"))))) {
            provider.model().chat(question("What?").withForm(new OutputForm("wish", closed)));

            assertThat(asked(provider).get("response_format").flatMap(it -> it.get("json_schema")))
                    .contains(Json.object("name", Json.text("wish"))
                            .with("strict", Json.Bool.TRUE)
                            .with("schema", closed));
        }
    }

    @Test
    void givenAnOpenSchema_whenAsked_thenItIsNotCalledStrict() throws InterruptedException {
        try (var provider = given(new Answer.Form(Json.object("wish", Json.text("refund"))))) {
            provider.model().chat(withForm("What?"));

            assertThat(asked(provider)
                            .get("response_format")
                            .flatMap(it -> it.get("json_schema"))
                            .flatMap(it -> it.get("strict")))
                    .contains(Json.Bool.FALSE);
        }
    }

    @Test
    void givenALimit_whenAsked_thenItHasTheNameThatTheProviderKnows() throws InterruptedException {
        try (var provider = given(Answer.text("Good"))) {
            provider.model().chat(question("Hello").withMostTokens(9));

            assertThat(asked(provider).get("max_completion_tokens")).contains(Json.number(9));
            assertThat(asked(provider).get("max_tokens")).isEmpty();
        }
        var server = ModelServer.answering(new OpenAiWire(), Answer.text("Good"));
        try (var provider = ServedModel.of(ModelDefinition.Provider.OPENAI_COMPATIBLE, "/v1", server, KEY, PATIENCE)) {
            provider.model().chat(question("Hello").withMostTokens(9));

            assertThat(asked(provider).get("max_tokens")).contains(Json.number(9));
            assertThat(asked(provider).get("max_completion_tokens").equals(Optional.of(Json.number(9))))
                    .isFalse();
        }
    }

    @Test
    void givenARefusal_whenAsked_thenItsWordsAreTheText() throws InterruptedException {
        try (var provider = given(new Answer.Refusal("I cannot help with that."))) {
            var pieces = new StringBuilder();

            assertThat(provider.model().chat(question("Hm"), pieces::append).text())
                    .isEqualTo("I cannot help with that.");
            assertThat(pieces).hasToString("I cannot help with that.");
        }
    }
}
