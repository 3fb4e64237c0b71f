package dev.baton.models.chat;

import dev.baton.model.ModelDefinition;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.RemoteModelContract;
import dev.baton.testkit.model.wire.GeminiWire;
import dev.baton.testkit.model.wire.ModelServer;

class GeminiModelTest extends RemoteModelContract {
    @Override
    protected RemoteCase given(Answer... answers) {
        var server = ModelServer.answering(new GeminiWire(), answers);
        return ServedModel.of(ModelDefinition.Provider.GEMINI, "/v1beta", server, KEY, PATIENCE);
    }
}
