package dev.baton.connect.openapi;

import dev.baton.json.Json;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Picks the JSON among the forms in which a body may travel. */
final class MediaTypes {
    private static final String JSON = "application/json";
    private static final Pattern OTHER_JSON = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+\\+json");

    private MediaTypes() {}

    /**
     * One form of a body.
     *
     * @param type fit for a Content-Type header
     */
    record Form(String type, Json schema) {}

    /** The JSON form of what has a {@code content} object; plain JSON if there are several, empty if there is none. */
    static Optional<Form> json(Json holder) {
        return holder.get("content").orElse(Json.object()) instanceof Json.Obj content
                ? content.members().entrySet().stream()
                        .flatMap(form -> json(form).stream())
                        .min(Comparator.comparing(form -> !form.type().equals(JSON)))
                : Optional.empty();
    }

    private static Optional<Form> json(Map.Entry<String, Json> form) {
        var name = form.getKey().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        var schema = form.getValue().get("schema").orElse(Json.object());
        if (name.equals(JSON) || name.equals("application/*") || name.equals("*/*")) {
            return Optional.of(new Form(JSON, schema));
        }
        return OTHER_JSON.matcher(name).matches() ? Optional.of(new Form(name, schema)) : Optional.empty();
    }
}
