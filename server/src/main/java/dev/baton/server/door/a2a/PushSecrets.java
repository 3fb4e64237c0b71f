package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.server.door.a2a.PushConfig.Authentication;
import java.util.Optional;

/** What a caller wants to be shown with each push, as the one text that is sealed and kept. */
final class PushSecrets {
    private static final String SCHEME = "scheme";
    private static final String CREDENTIALS = "credentials";
    private static final String TOKEN = "token";

    private PushSecrets() {}

    /** Empty when there is nothing to keep. */
    static Optional<String> of(PushConfig config) {
        var json = Json.object();
        if (config.token().isPresent()) {
            json = json.with(TOKEN, config.token().get());
        }
        if (config.authentication().isPresent()) {
            json = json.with(SCHEME, config.authentication().get().scheme())
                    .with(CREDENTIALS, config.authentication().get().credentials());
        }
        return json.members().isEmpty() ? Optional.empty() : Optional.of(json.write());
    }

    /** The way back. */
    static PushConfig config(String url, Optional<String> kept) {
        var json = kept.map(Json::parse).orElse(Json.object());
        var authentication = json.textAt(SCHEME)
                .map(scheme ->
                        new Authentication(scheme, json.textAt(CREDENTIALS).orElse("")));
        return new PushConfig(Optional.empty(), url, json.textAt(TOKEN), authentication);
    }
}
