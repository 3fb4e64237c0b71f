package dev.baton.connect.openapi;

import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;

/** Applies readOnly and writeOnly to the members of an object. */
final class OneWay {
    private OneWay() {}

    static Json.Obj of(Json.Obj schema, SchemaReader.Direction direction) {
        if (!(schema.get("properties").orElse(Json.Null.INSTANCE) instanceof Json.Obj properties)) {
            return schema;
        }
        var word = direction == SchemaReader.Direction.REQUEST ? "readOnly" : "writeOnly";
        var affected = new LinkedHashSet<String>();
        properties.members().forEach((name, property) -> {
            if (Json.Bool.TRUE.equals(property.get(word).orElse(Json.Bool.FALSE))) {
                affected.add(name);
            }
        });
        if (affected.isEmpty()) {
            return schema;
        }
        // an answer may still hold a writeOnly member: a system that shows too much is not refused for it
        var kept = new LinkedHashMap<>(properties.members());
        if (direction == SchemaReader.Direction.REQUEST) {
            kept.keySet().removeAll(affected);
        }
        return notRequired(schema.with("properties", new Json.Obj(kept)), affected);
    }

    private static Json.Obj notRequired(Json.Obj schema, Set<String> names) {
        if (!(schema.get("required").orElse(Json.Null.INSTANCE) instanceof Json.Arr required)) {
            return schema;
        }
        var left = required.items().stream()
                .filter(name -> name.asText().filter(names::contains).isEmpty())
                .toList();
        return left.isEmpty() ? schema.without("required") : schema.with("required", Json.array(left));
    }
}
