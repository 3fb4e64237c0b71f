package dev.baton.server.description;

import dev.baton.json.Json;
import java.util.Set;

/** A schema that becomes a part of a document, so that what it refers to in itself is found at another place. */
final class Moved {
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    private Moved() {}

    /** @param place the pointer to it, as in {@code #/components/schemas/Name} */
    static Json.Obj to(String place, Json.Obj schema) {
        if (schema.get("$id").isPresent()) {
            return schema;
        }
        var moved = schema;
        for (var member : schema.members().entrySet()) {
            if (!VALUES.contains(member.getKey())) {
                moved = moved.with(member.getKey(), to(place, member.getKey(), member.getValue()));
            }
        }
        return moved;
    }

    private static Json to(String place, String keyword, Json value) {
        return switch (value) {
            case Json.Text(var text)
            when keyword.equals("$ref") && (text.equals("#") || text.startsWith("#/")) ->
                Json.text(place + text.substring(1));
            case Json.Obj object -> NAMED.contains(keyword) ? each(place, object) : to(place, object);
            case Json.Arr array ->
                Json.array(
                        array.items().stream().map(item -> to(place, "", item)).toList());
            case Json other -> other;
        };
    }

    private static Json.Obj each(String place, Json.Obj named) {
        var moved = named;
        for (var member : named.members().entrySet()) {
            moved = moved.with(member.getKey(), to(place, "", member.getValue()));
        }
        return moved;
    }
}
