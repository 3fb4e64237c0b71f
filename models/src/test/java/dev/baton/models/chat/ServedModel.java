package dev.baton.models.chat;

import dev.baton.model.ChatModel;
import dev.baton.model.ModelDefinition;
import dev.baton.testkit.model.RemoteModelContract.RemoteCase;
import dev.baton.testkit.model.wire.ModelServer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/** A model whose provider is a server of the test. */
record ServedModel(ModelServer server, ChatModel model) implements RemoteCase {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    static ServedModel of(
            ModelDefinition.Provider provider, String path, ModelServer server, String key, Duration patience) {
        var definition = ModelDefinition.of(
                        "served", provider, "served-model", Optional.of(server.url() + path), Optional.of("MODEL_KEY"))
                .withTimes(Duration.ofSeconds(20), patience);
        return new ServedModel(server, new ProviderModel(definition, server.url() + path, Optional.of(key), CLIENT));
    }

    /** One that needs no key. */
    static ServedModel open(ModelServer server, Duration patience) {
        var definition = ModelDefinition.of(
                        "served",
                        ModelDefinition.Provider.OPENAI_COMPATIBLE,
                        "served-model",
                        Optional.of(server.url() + "/v1"),
                        Optional.empty())
                .withTimes(Duration.ofSeconds(20), patience);
        return new ServedModel(server, new ProviderModel(definition, server.url() + "/v1", Optional.empty(), CLIENT));
    }

    @Override
    public void close() {
        server.close();
    }
}
