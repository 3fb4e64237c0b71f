package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import java.util.Optional;

/**
 * Where a task is told to.
 *
 * @param token that the receiver knows this one by
 * @param authentication with which the sender proves who it is
 */
record PushConfig(Optional<String> id, String url, Optional<String> token, Optional<Authentication> authentication) {

    /** @param credentials empty for a scheme without any */
    record Authentication(String scheme, String credentials) {
        @Override
        public String toString() {
            return scheme;
        }
    }

    static PushConfig read(Params params) {
        var authentication = params.child("authentication").map(it -> {
            var scheme = it.requiredText("scheme");
            if (!scheme.isEmpty() && !scheme.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")) {
                it.problem("scheme", "should be the name of an HTTP authentication scheme, as Bearer");
            }
            var credentials = it.text("credentials").orElse("");
            if (credentials.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
                it.problem("credentials", "should be visible ASCII characters");
            }
            return new Authentication(scheme, credentials);
        });
        var token = params.text("token");
        if (token.isPresent() && token.get().chars().anyMatch(c -> c <= 0x20 || c > 0x7e)) {
            params.problem("token", "should be visible ASCII characters");
        }
        return new PushConfig(params.text("id"), params.requiredText("url"), token, authentication);
    }

    /** What is a secret is not shown again. */
    Json.Obj toJson(String task) {
        var json = Json.object("taskId", Json.text(task)).with("url", url);
        if (id.isPresent()) {
            json = json.with("id", id.get());
        }
        return authentication.isPresent()
                ? json.with(
                        "authentication",
                        Json.object("scheme", Json.text(authentication.get().scheme())))
                : json;
    }

    @Override
    public String toString() {
        return "PushConfig[" + url + "]";
    }
}
