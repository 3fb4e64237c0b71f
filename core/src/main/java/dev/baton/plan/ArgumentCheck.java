package dev.baton.plan;

import dev.baton.expression.Template;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.json.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds a template against the JSON Schema that its value will have to fit: members that are missing or unknown, and
 * literals of the wrong form. What only shows when it runs is validated again then.
 */
public final class ArgumentCheck {
    private ArgumentCheck() {}

    /** Every problem, each with its place under {@code path}. */
    public static List<Problem> of(Json.Obj schema, Template template, String path) {
        var problems = new ArrayList<Problem>();
        if (schema.get("properties").orElse(Json.Null.INSTANCE) instanceof Json.Obj properties
                && template.source() instanceof Json.Obj source) {
            checkNames(schema, properties.members(), source.members(), path, problems);
            source.members().forEach((name, value) -> {
                if (properties.members().get(name) instanceof Json.Obj expected && isLiteral(value)) {
                    checkLiteral(JsonSchema.part(schema, expected), value, path + "/" + name, problems);
                }
            });
        }
        return problems;
    }

    private static void checkNames(
            Json.Obj schema,
            Map<String, Json> properties,
            Map<String, Json> given,
            String path,
            List<Problem> problems) {
        if (Json.bool(false).equals(schema.get("additionalProperties").orElse(Json.Null.INSTANCE))) {
            given.keySet().stream()
                    .filter(name -> !properties.containsKey(name))
                    .forEach(name -> problems.add(new Problem(
                            path + "/" + name,
                            "unknown argument '" + name + "'" + Fields.suggestion(name, properties.keySet()))));
        }
        if (schema.get("required").orElse(Json.Null.INSTANCE) instanceof Json.Arr required) {
            required.items().stream()
                    .flatMap(name -> name.asText().stream())
                    .filter(name -> !given.containsKey(name))
                    .forEach(name -> problems.add(new Problem(path, "'" + name + "' is missing")));
        }
    }

    private static boolean isLiteral(Json value) {
        return switch (value) {
            case Json.Text text -> !text.value().contains("${");
            case Json.Arr array -> array.items().stream().allMatch(ArgumentCheck::isLiteral);
            case Json.Obj object -> object.members().values().stream().allMatch(ArgumentCheck::isLiteral);
            case Json.Null ignored -> true;
            case Json.Bool ignored -> true;
            case Json.Whole ignored -> true;
            case Json.Decimal ignored -> true;
        };
    }

    private static void checkLiteral(Json.Obj expected, Json value, String path, List<Problem> problems) {
        JsonSchema.of(expected)
                .validate(value)
                .forEach(violation -> problems.add(new Problem(path + violation.path(), violation.message())));
    }
}
