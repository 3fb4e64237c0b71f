package dev.baton.agent;

import dev.baton.json.Json;
import java.util.Set;
import java.util.stream.Collectors;

/** A JSON Schema in few words, as in {@code {id: string, total?: integer}}: what a model has to know of it. */
final class SchemaWords {
    private static final int DEEPEST = 6;

    private SchemaWords() {}

    static String of(Json schema) {
        return words(schema, 0);
    }

    private static String words(Json schema, int depth) {
        if (!(schema instanceof Json.Obj known) || known.members().isEmpty() || depth > DEEPEST) {
            return "any";
        }
        if (known.get("enum").orElse(Json.Null.INSTANCE) instanceof Json.Arr values) {
            return values.items().stream().map(Json::write).collect(Collectors.joining(" | "));
        }
        return switch (known.textAt("type").orElse("")) {
            case "object" -> object(known, depth);
            case "array" -> "[" + words(known.get("items").orElse(Json.object()), depth + 1) + "]";
            case "" -> known.get("properties").isPresent() ? object(known, depth) : "any";
            case String type -> type;
        };
    }

    private static String object(Json.Obj schema, int depth) {
        if (!(schema.get("properties").orElse(Json.Null.INSTANCE) instanceof Json.Obj properties)) {
            return "object";
        }
        var required = schema.get("required").orElse(Json.array()) instanceof Json.Arr names
                ? Set.copyOf(names.items())
                : Set.<Json>of();
        return properties.members().entrySet().stream()
                .map(property -> property.getKey()
                        + (required.contains(Json.text(property.getKey())) ? ": " : "?: ")
                        + words(property.getValue(), depth + 1)
                        + described(property.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String described(Json schema) {
        return schema.textAt("description")
                .filter(text -> !text.isBlank())
                .map(text -> " (" + text.strip() + ")")
                .orElse("");
    }
}
