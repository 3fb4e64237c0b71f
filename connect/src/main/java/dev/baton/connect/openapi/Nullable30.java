package dev.baton.connect.openapi;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Translates the words in which schemas of OpenAPI 3.0 differ from JSON Schema 2020-12. */
final class Nullable30 {
    private static final Json NULL_TYPE = Json.text("null");

    private Nullable30() {}

    static Json.Obj translate(Json.Obj schema) {
        var nullable = Json.Bool.TRUE.equals(schema.get("nullable").orElse(Json.Bool.FALSE));
        var members = new LinkedHashMap<>(schema.members());
        schema.get("example").ifPresent(example -> members.putIfAbsent("examples", Json.array(example)));
        members.keySet().removeAll(List.of("nullable", "example"));
        exclusive(members, "exclusiveMinimum", "minimum");
        exclusive(members, "exclusiveMaximum", "maximum");
        var translated = new Json.Obj(members);
        return nullable ? orNull(translated) : translated;
    }

    /** In 3.0 it is a flag on the bound, in JSON Schema a bound of its own. */
    private static void exclusive(Map<String, Json> members, String flag, String bound) {
        if (members.get(flag) instanceof Json.Bool(boolean exclusive)) {
            members.remove(flag);
            var limit = members.get(bound);
            if (exclusive && limit != null) {
                members.remove(bound);
                members.put(flag, limit);
            }
        }
    }

    static Json.Obj orNull(Json.Obj schema) {
        if (schema.get("type").orElse(Json.Null.INSTANCE) instanceof Json.Text type) {
            var typed = schema.with("type", Json.array(type, NULL_TYPE));
            return typed.get("enum").orElse(Json.Null.INSTANCE) instanceof Json.Arr values
                    ? typed.with("enum", withNull(values))
                    : typed;
        }
        // without a type 3.0 gives the word no effect, yet beside allOf it is how authors say "or null"
        return schema.members().isEmpty()
                ? schema
                : Json.object("anyOf", Json.array(schema, Json.object("type", NULL_TYPE)));
    }

    private static Json.Arr withNull(Json.Arr values) {
        if (values.items().contains(Json.Null.INSTANCE)) {
            return values;
        }
        var all = new ArrayList<>(values.items());
        all.add(Json.Null.INSTANCE);
        return Json.array(all);
    }
}
