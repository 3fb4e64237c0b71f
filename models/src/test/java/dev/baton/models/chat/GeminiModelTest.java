package dev.baton.models.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelRequest;
import dev.baton.model.ToolRequest;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.RemoteModelContract;
import dev.baton.testkit.model.wire.GeminiWire;
import dev.baton.testkit.model.wire.ModelServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeminiModelTest extends RemoteModelContract {
    @Override
    protected RemoteCase given(Answer... answers) {
        var server = ModelServer.answering(new GeminiWire(), answers);
        return ServedModel.of(ModelDefinition.Provider.GEMINI, "/v1beta", server, KEY, PATIENCE);
    }

    @Test
    void givenEarlierCalls_whenAsked_thenTheProviderDoesNotMissTheThoughtsBehindThem() throws InterruptedException {
        try (var provider = given(Answer.text("It is ", "on its way."))) {
            var messages = new ArrayList<>(question("Where is it?").messages());
            messages.add(new ModelMessage.Reply("", List.of(new ToolRequest("call-1", "orders_get", ARGUMENTS))));
            messages.add(new ModelMessage.Returned("call-1", "orders_get", Json.object("status", Json.text("sent"))));

            provider.model().chat(ModelRequest.of(question("x").prompt(), messages));

            var parts = provider.server().requests().getFirst().body().get("contents").orElseThrow().asArray().stream()
                    .flatMap(content -> content.get("parts").orElseThrow().asArray().stream())
                    .toList();
            assertThat(parts)
                    .filteredOn(part -> part.get("functionCall").isPresent())
                    .singleElement()
                    .satisfies(part ->
                            assertThat(part.textAt("thoughtSignature")).contains("skip_thought_signature_validator"));
        }
    }
}
