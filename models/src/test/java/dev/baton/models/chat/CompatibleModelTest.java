package dev.baton.models.chat;

import dev.baton.model.ModelDefinition;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.RemoteModelContract;
import dev.baton.testkit.model.wire.ModelServer;
import dev.baton.testkit.model.wire.OpenAiWire;

class CompatibleModelTest extends RemoteModelContract {
    @Override
    protected RemoteCase given(Answer... answers) {
        var server = ModelServer.answering(new OpenAiWire(), answers);
        return ServedModel.of(ModelDefinition.Provider.OPENAI_COMPATIBLE, "/v1", server, KEY, PATIENCE);
    }
}
