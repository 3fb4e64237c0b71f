package dev.baton.models.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelRequest;
import dev.baton.model.OutputForm;
import dev.baton.model.Prompt;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.wire.AnthropicWire;
import dev.baton.testkit.model.wire.GeminiWire;
import dev.baton.testkit.model.wire.ModelServer;
import dev.baton.testkit.model.wire.OpenAiWire;
import dev.baton.testkit.model.wire.Wire;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemperatureTest {

    @ParameterizedTest
    @EnumSource
    void givenATemperature_whenAsked_thenTheProviderIsToldIt_andTheRestStaysAsItWas(ModelDefinition.Provider provider)
            throws InterruptedException {
        var with = asked(provider, Optional.of(0.25));
        var without = asked(provider, Optional.empty());

        assertThat(settings(provider, with).get("temperature")).contains(Json.parse("0.25"));
        assertThat(settings(provider, without).get("temperature")).isEmpty();
        assertThat(withoutTemperature(provider, with)).isEqualTo(without);
    }

    private static Json.Obj asked(ModelDefinition.Provider provider, Optional<Double> temperature)
            throws InterruptedException {
        try (var server =
                ModelServer.answering(wire(provider), new Answer.Form(Json.object("wish", Json.text("refund"))))) {
            var url = server.url() + (provider == ModelDefinition.Provider.GEMINI ? "/v1beta" : "/v1");
            var plain = ModelDefinition.of("served", provider, "served-model", Optional.of(url), Optional.empty());
            var definition = temperature.map(plain::withTemperature).orElse(plain);
            new ProviderModel(definition, url, Optional.of("any"), HttpClient.newHttpClient()).chat(question());
            return server.requests().getFirst().body().asObject();
        }
    }

    private static ModelRequest question() {
        var form = Json.parse("{\"type\":\"object\",\"properties\":{\"wish\":{\"type\":\"string\"}},"
                        + "\"required\":[\"wish\"],\"additionalProperties\":false}")
                .asObject();
        return ModelRequest.of(
                        new Prompt("test", "1", "Answer.").id(), List.of(new ModelMessage.User("What is wished?")))
                .withForm(new OutputForm("wish", form))
                .withMostTokens(100);
    }

    private static Wire wire(ModelDefinition.Provider provider) {
        return switch (provider) {
            case OPENAI, OPENAI_COMPATIBLE -> new OpenAiWire();
            case ANTHROPIC -> new AnthropicWire();
            case GEMINI -> new GeminiWire();
        };
    }

    /** Where a provider wants to find it. */
    private static Json.Obj settings(ModelDefinition.Provider provider, Json.Obj body) {
        return provider == ModelDefinition.Provider.GEMINI
                ? body.get("generationConfig").orElseThrow().asObject()
                : body;
    }

    private static Json.Obj withoutTemperature(ModelDefinition.Provider provider, Json.Obj body) {
        var bare = settings(provider, body).without("temperature");
        return provider == ModelDefinition.Provider.GEMINI ? body.with("generationConfig", bare) : bare;
    }
}
