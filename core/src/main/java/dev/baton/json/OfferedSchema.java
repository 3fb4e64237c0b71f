package dev.baton.json;

import java.util.LinkedHashMap;
import java.util.Set;

/**
 * Schemas as they are shown to models and to other programs: our own keywords are left out, and a question tells what a
 * field is about.
 */
public final class OfferedSchema {
    private static final String OWN = "x-";
    private static final String QUESTION = "x-ask";
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples", "required");
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    private OfferedSchema() {}

    /** The arguments of a call. Where nothing is told of them, anything may be said. */
    public static Json.Obj parameters(Json.Obj schema) {
        var plain = plain(schema);
        return plain.get("type").isPresent() ? plain : plain.with("type", "object");
    }

    /** One argument. */
    public static Json.Obj property(Json schema) {
        return schema instanceof Json.Obj object ? plain(object) : Json.object();
    }

    private static Json.Obj plain(Json.Obj schema) {
        var kept = new LinkedHashMap<String, Json>();
        schema.members().forEach((keyword, value) -> {
            if (!keyword.startsWith(OWN)) {
                kept.put(keyword, plain(keyword, value));
            }
        });
        schema.textAt(QUESTION).ifPresent(question -> kept.putIfAbsent("description", Json.text(question)));
        return Json.object(kept);
    }

    private static Json plain(String keyword, Json value) {
        if (VALUES.contains(keyword)) {
            return value;
        }
        return switch (value) {
            case Json.Obj object -> NAMED.contains(keyword) ? eachPlain(object) : plain(object);
            case Json.Arr array ->
                Json.array(array.items().stream()
                        .map(item -> item instanceof Json.Obj object ? plain(object) : item)
                        .toList());
            case Json other -> other;
        };
    }

    private static Json.Obj eachPlain(Json.Obj named) {
        var plain = new LinkedHashMap<String, Json>();
        named.members()
                .forEach((name, schema) -> plain.put(name, schema instanceof Json.Obj object ? plain(object) : schema));
        return Json.object(plain);
    }
}
