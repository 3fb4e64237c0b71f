package dev.baton.connect.openapi;

import dev.baton.json.Json;
import java.util.Locale;
import java.util.Optional;

/** Picks the JSON among the forms in which a body may travel. */
final class MediaTypes {
    private MediaTypes() {}

    static boolean isJson(String mediaType) {
        var name = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return name.equals("application/json") || name.endsWith("+json");
    }

    /** The schema of the JSON form of a {@code content} object; empty when there is none. */
    static Optional<Json> schema(Json holder) {
        return holder.get("content").orElse(Json.object()) instanceof Json.Obj content
                ? content.members().entrySet().stream()
                        .filter(form -> isJson(form.getKey()) || form.getKey().equals("*/*"))
                        .map(form -> form.getValue().get("schema").orElse(Json.object()))
                        .findFirst()
                : Optional.empty();
    }
}
