package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelsDefinition;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.wire.ModelServer;
import dev.baton.testkit.model.wire.OpenAiWire;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop with a model that a server on this machine plays. */
class ShopWithModelTest {
    @TempDir
    private Path folder = Path.of("");

    private static ModelsDefinition at(ModelServer provider) {
        return ModelsDefinition.of(ModelDefinition.of(
                "played",
                ModelDefinition.Provider.OPENAI_COMPATIBLE,
                "served-model",
                Optional.of(provider.url()),
                Optional.empty()));
    }

    private static String reply(Shop shop, String text) {
        var client = shop.as("developer");
        var conversation = client.post(
                        "/api/conversations",
                        Json.object("assistant", Json.text("support")).with("as", "CUS-0001"))
                .textAt("id");
        return client.post(
                        "/api/conversations/" + conversation + "/messages",
                        Json.object("text", Json.text(text)),
                        "Accept",
                        "application/json")
                .text();
    }

    @Test
    void givenAModel_whenACustomerSaysHello_thenItAnswers_andTheCallIsCounted() throws InterruptedException {
        try (var provider = new ModelServer(
                        new OpenAiWire(), request -> Answer.text("Good morning, ", "I am played by a test."));
                var shop = new Shop(folder, Optional.of(at(provider)))) {
            assertThat(reply(shop, "Good morning")).contains("I am played by a test.");

            var model = shop.as("developer")
                    .get("/api/models")
                    .json()
                    .get("models")
                    .orElseThrow()
                    .asArray()
                    .getFirst();
            assertThat(model.textAt("state")).contains("ready");
            assertThat(model.get("counts")
                            .flatMap(counts -> counts.get("calls"))
                            .orElseThrow())
                    .isNotEqualTo(Json.number(0));
        }
    }

    @Test
    void givenAModelThatIsDown_whenACustomerSaysHello_thenTheDialogueGoesOnWithoutIt() throws InterruptedException {
        try (var provider = new ModelServer(new OpenAiWire(), request -> Answer.status(401));
                var shop = new Shop(folder, Optional.of(at(provider)))) {
            assertThat(reply(shop, "How long can I return something?")).contains("30 days");

            var model = shop.as("developer")
                    .get("/api/models")
                    .json()
                    .get("models")
                    .orElseThrow()
                    .asArray()
                    .getFirst();
            assertThat(model.get("last").flatMap(last -> last.textAt("kind"))).contains("unauthorized");
        }
    }
}
