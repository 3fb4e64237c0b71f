package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.json.JsonSchema;
import dev.baton.json.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for what JSON Schema itself lets pass: it ignores keywords that it does not know, so a misspelt {@code requred}
 * would silently check nothing. Also checks Baton's own keywords {@code x-trusted},
 * {@code x-personal}, {@code x-ask} and {@code x-words}.
 */
final class SchemaCheck {
    private static final Set<String> SCHEMAS_BY_NAME =
            Set.of("properties", "patternProperties", "$defs", "dependentSchemas");
    private static final Set<String> LISTS_OF_SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SCHEMAS = Set.of(
            "additionalProperties",
            "items",
            "contains",
            "propertyNames",
            "not",
            "if",
            "then",
            "else",
            "unevaluatedItems",
            "unevaluatedProperties",
            "contentSchema");
    private static final Set<String> VALUES =
            Set.of("$schema $id $ref $anchor $dynamicRef $dynamicAnchor $comment type enum const multipleOf maximum"
                    .split(" "));
    private static final Set<String> MORE_VALUES = Set.of(
            ("exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems"
                            + " maxContains minContains maxProperties minProperties required dependentRequired title"
                            + " description default deprecated readOnly writeOnly examples format contentEncoding"
                            + " contentMediaType x-trusted x-personal x-ask x-words")
                    .split(" "));
    private static final Set<String> KEYWORDS = Stream.of(
                    SCHEMAS_BY_NAME, LISTS_OF_SCHEMAS, SCHEMAS, VALUES, MORE_VALUES)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());
    private static final List<String> TYPES =
            List.of("array", "boolean", "integer", "null", "number", "object", "string");

    private final List<Problem> problems = new ArrayList<>();

    private SchemaCheck() {}

    /** The problems of a schema that stands at a path. */
    static List<Problem> schema(Json.Obj schema, String path) {
        var check = new SchemaCheck();
        check.check(schema, path);
        check.compile(schema, path);
        return check.problems;
    }

    /** The problems of an object of schemas, as under {@code properties}. */
    static List<Problem> properties(Json.Obj properties, String path) {
        var problems = new ArrayList<Problem>();
        properties.members().forEach((name, schema) -> {
            if (schema instanceof Json.Obj members) {
                problems.addAll(schema(members, at(path, name)));
            }
        });
        return problems;
    }

    /** What the validator refuses; asked last because it cannot say where. */
    private void compile(Json.Obj schema, String path) {
        if (!problems.isEmpty()) {
            return;
        }
        JsonSchema.problemsOf(schema).forEach(violation -> problem(path + violation.path(), violation.message()));
        if (!problems.isEmpty()) {
            return;
        }
        try {
            JsonSchema.of(schema);
        } catch (JsonException e) {
            problem(path, String.valueOf(e.getMessage()));
        }
    }

    private void check(Json schema, String path) {
        switch (schema) {
            case Json.Obj members -> {
                members.members().forEach((keyword, value) -> keyword(keyword, value, at(path, keyword)));
                checkRequired(members, path);
                checkWords(members, path);
            }
            case Json.Bool ignored -> {} // everything or nothing
            case Json.Null ignored -> notASchema(schema, path);
            case Json.Whole ignored -> notASchema(schema, path);
            case Json.Decimal ignored -> notASchema(schema, path);
            case Json.Text ignored -> notASchema(schema, path);
            case Json.Arr ignored -> notASchema(schema, path);
        }
    }

    private void notASchema(Json found, String path) {
        problem(path, "expected a JSON Schema but found " + found.kind());
    }

    private void keyword(String keyword, Json value, String path) {
        if (!KEYWORDS.contains(keyword)) {
            var nearest = Fields.suggestion(keyword, KEYWORDS.stream().sorted().toList());
            problem(path, "'" + keyword + "' is not a keyword of JSON Schema" + nearest);
        } else if (SCHEMAS.contains(keyword)) {
            check(value, path);
        } else if (SCHEMAS_BY_NAME.contains(keyword)) {
            checkByName(value, path);
        } else if (LISTS_OF_SCHEMAS.contains(keyword)) {
            checkEach(value, path);
        } else {
            checkValue(keyword, value, path);
        }
    }

    private void checkByName(Json schemas, String path) {
        if (schemas instanceof Json.Obj members) {
            members.members().forEach((name, schema) -> check(schema, at(path, name)));
        } else {
            problem(path, "expected an object of schemas but found " + schemas.kind());
        }
    }

    private void checkEach(Json schemas, String path) {
        if (schemas instanceof Json.Arr list) {
            for (var i = 0; i < list.items().size(); i++) {
                check(list.items().get(i), path + "/" + i);
            }
        } else {
            problem(path, "expected a list of schemas but found " + schemas.kind());
        }
    }

    private void checkValue(String keyword, Json value, String path) {
        switch (keyword) {
            case "type" -> checkType(value, path);
            case "x-ask" -> expect(value instanceof Json.Text, path, "x-ask is the question, a text");
            case "x-personal" -> expect(value instanceof Json.Bool, path, "x-personal is true or false");
            case "x-trusted" -> expect(value instanceof Json.Bool, path, "x-trusted is true or false");
            default -> {} // whether its value is right is for the schema validator to say
        }
    }

    private void checkType(Json value, String path) {
        var types = value instanceof Json.Arr list ? list.items() : List.of(value);
        for (var type : types) {
            var word = type.asText().orElse(type.write());
            if (!TYPES.contains(word)) {
                problem(path, "'" + word + "' is not a type of JSON" + Fields.suggestion(word, TYPES));
            }
        }
    }

    private void checkRequired(Json.Obj schema, String path) {
        if (!(schema.members().get("required") instanceof Json.Arr required)
                || !(schema.members().get("properties") instanceof Json.Obj properties)) {
            return;
        }
        var names = properties.members().keySet();
        for (var i = 0; i < required.items().size(); i++) {
            var name = required.items().get(i).asText().orElse("");
            if (!names.contains(name)) {
                problem(
                        path + "/required/" + i,
                        "'" + name + "' is required but not among the properties" + Fields.suggestion(name, names));
            }
        }
    }

    /** For every value of an enum the words that people say for it. */
    private void checkWords(Json.Obj schema, String path) {
        if (schema.member("x-words").isEmpty()) {
            return;
        }
        var fields = Fields.of(schema);
        var values = fields.has("enum") ? fields.texts("enum") : List.<String>of();
        fields.child("x-words")
                .ifPresent(words -> words.names().forEach(value -> {
                    words.texts(value);
                    if (!values.contains(value)) {
                        words.problem(value, "'" + value + "' is not in the enum" + Fields.suggestion(value, values));
                    }
                }));
        fields.problems().forEach(problem -> problem(path + problem.path(), problem.message()));
    }

    private void expect(boolean holds, String path, String message) {
        if (!holds) {
            problem(path, message);
        }
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }

    private static String at(String path, String name) {
        return path + "/" + Fields.escaped(name);
    }
}
