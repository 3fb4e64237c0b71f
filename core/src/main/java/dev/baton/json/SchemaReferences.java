package dev.baton.json;

import java.util.Set;

/** Holds schemas to themselves: a reference that leads out of the document is refused before anything follows it. */
final class SchemaReferences {
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

    private SchemaReferences() {}

    /** @throws JsonException naming the first reference that leads out */
    static void check(Json schema) {
        switch (schema) {
            case Json.Obj object -> object.members().forEach(SchemaReferences::checkKeyword);
            case Json.Arr array -> array.items().forEach(SchemaReferences::check);
            case Json.Null ignored -> {}
            case Json.Bool ignored -> {}
            case Json.Whole ignored -> {}
            case Json.Decimal ignored -> {}
            case Json.Text ignored -> {}
        }
    }

    private static void checkKeyword(String keyword, Json value) {
        if (REFERENCES.contains(keyword)) {
            value.asText().filter(reference -> !reference.startsWith("#")).ifPresent(SchemaReferences::refuse);
        } else if (NAMED.contains(keyword) && value instanceof Json.Obj named) {
            named.members().values().forEach(SchemaReferences::check);
        } else if (!VALUES.contains(keyword)) {
            check(value);
        }
    }

    private static void refuse(String reference) {
        throw new JsonException("not a usable JSON Schema: $ref '" + reference
                + "' leads out of the document; copy what it names into $defs and refer to '#/$defs/...'");
    }
}
