package dev.baton.assistant;

import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Schemas as they are shown to models: our own keywords are left out, and a question tells what a field is about. */
final class Offered {
    private Offered() {}

    /** The arguments of a read. Where its file tells nothing, anything may be said. */
    static Json.Obj parameters(Json.Obj schema) {
        return schema.get("type").isPresent() ? plain(schema) : plain(schema).with("type", "object");
    }

    static Json.Obj property(Json schema) {
        var plain = schema instanceof Json.Obj object ? plain(object) : Json.object();
        var about = schema.textAt("x-ask")
                .filter(question -> plain.get("description").isEmpty());
        return about.isPresent() ? plain.with("description", about.get()) : plain;
    }

    private static Json.Obj plain(Json.Obj schema) {
        var kept = new LinkedHashMap<String, Json>();
        schema.members().forEach((name, value) -> {
            if (!name.startsWith("x-")) {
                kept.put(name, plain(name, value));
            }
        });
        return Json.object(kept);
    }

    private static Json plain(String keyword, Json value) {
        return switch (value) {
            case Json.Obj object when keyword.equals("properties") -> properties(object);
            case Json.Obj object -> plain(object);
            case Json other -> other;
        };
    }

    private static Json.Obj properties(Json.Obj properties) {
        var kept = new LinkedHashMap<String, Json>();
        for (Map.Entry<String, Json> property : properties.members().entrySet()) {
            kept.put(property.getKey(), property(property.getValue()));
        }
        return Json.object(kept);
    }
}
