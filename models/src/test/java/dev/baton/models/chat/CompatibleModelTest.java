package dev.baton.models.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.ModelDefinition;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.RemoteModelContract;
import dev.baton.testkit.model.wire.ModelServer;
import dev.baton.testkit.model.wire.OpenAiWire;
import org.junit.jupiter.api.Test;

class CompatibleModelTest extends RemoteModelContract {
    @Override
    protected RemoteCase given(Answer... answers) {
        var server = ModelServer.answering(new OpenAiWire(), answers);
        return ServedModel.of(ModelDefinition.Provider.OPENAI_COMPATIBLE, "/v1", server, KEY, PATIENCE);
    }

    @Test
    void givenNoKey_whenAsked_thenNoneIsSentAndOneThatIsWantedIsAskedFor() throws InterruptedException {
        var server = ModelServer.answering(new OpenAiWire(), Answer.text("Good ", "morning"), Answer.status(401));
        try (var provider = ServedModel.open(server, PATIENCE)) {
            assertThat(provider.model().chat(question("Hello")).text()).isEqualTo("Good morning");
            assertThat(server.requests().getFirst().header("Authorization")).isEmpty();

            assertThat(failure(provider)).hasMessageContaining("wants a key").hasMessageContaining("${secret.NAME}");
        }
    }
}
