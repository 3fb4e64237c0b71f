package dev.baton.models.chat;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.model.ModelException.Kind;
import dev.baton.model.ModelReply.Stop;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What the events of one answer said besides text and calls. */
final class Noticed {
    private final Consumer<String> refusal;
    private Optional<Stop> stop = Optional.empty();
    private Optional<Failure> failure = Optional.empty();

    /** The provider's own word that it cannot go on. */
    record Failure(Kind kind, String message) {}

    /** @param refusal is given the pieces of a refusal's text, where it is not in the text anyway */
    Noticed(Consumer<String> refusal) {
        this.refusal = refusal;
    }

    /** @throws JsonException when an event is none */
    void event(String data, Dialect dialect) {
        if (data.equals("[DONE]") || data.isBlank()) {
            return;
        }
        var event = Json.parse(data);
        var error = event.get("error").filter(Json.Obj.class::isInstance);
        if (error.isPresent()) {
            failure = Optional.of(
                    new Failure(kind(error.get()), error.get().textAt("message").orElse("")));
        } else {
            dialect.watch(event, this);
        }
    }

    void stops(Stop reason) {
        // a refusal stays one, whatever reason comes after it
        if (!stop.equals(Optional.of(Stop.REFUSAL))) {
            stop = Optional.of(reason);
        }
    }

    void refuses(String piece) {
        stops(Stop.REFUSAL);
        refusal.accept(piece);
    }

    void fails(Kind kind, String message) {
        failure = Optional.of(new Failure(kind, message));
    }

    Optional<Stop> stop() {
        return stop;
    }

    Optional<Failure> failure() {
        return failure;
    }

    private static Kind kind(Json error) {
        var words = (error.textAt("type").orElse("") + " "
                        + error.textAt("status").orElse("") + " "
                        + error.get("code").map(Json::write).orElse(""))
                .toLowerCase(Locale.ROOT);
        if (words.contains("rate_limit") || words.contains("exhausted") || words.contains("429")) {
            return Kind.RATE_LIMITED;
        }
        if (words.contains("authenti") || words.contains("permission") || words.contains("api_key")) {
            return Kind.UNAUTHORIZED;
        }
        return words.contains("invalid") || words.contains("not_found") ? Kind.INVALID : Kind.UNAVAILABLE;
    }
}
