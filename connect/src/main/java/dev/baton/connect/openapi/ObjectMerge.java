package dev.baton.connect.openapi;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Writes an {@code allOf} of plain objects, the usual way to say "extends", as the one object it means. */
final class ObjectMerge {
    private static final Set<String> PLAIN =
            Set.of("type", "properties", "required", "title", "description", "example", "examples", "default");

    private ObjectMerge() {}

    /** The merged object, or the schema itself where merging could change what it means. */
    static Json.Obj merged(Json.Obj schema) {
        if (!(schema.get("allOf").orElse(Json.Null.INSTANCE) instanceof Json.Arr parts)) {
            return schema;
        }
        var objects = new ArrayList<Json.Obj>();
        objects.add(schema.without("allOf"));
        parts.items().forEach(part -> objects.add(part instanceof Json.Obj object ? merged(object) : Json.object()));
        return objects.stream().allMatch(ObjectMerge::plain) ? joined(objects).orElse(schema) : schema;
    }

    private static boolean plain(Json.Obj schema) {
        return PLAIN.containsAll(schema.members().keySet())
                && schema.get("type").orElse(Json.text("object")).equals(Json.text("object"));
    }

    private static Optional<Json.Obj> joined(Iterable<Json.Obj> objects) {
        var properties = new LinkedHashMap<String, Json>();
        var required = new LinkedHashSet<String>();
        for (var object : objects) {
            required.addAll(required(object));
            for (var property : object.get("properties")
                    .orElse(Json.object())
                    .asObject()
                    .members()
                    .entrySet()) {
                var earlier = properties.putIfAbsent(property.getKey(), property.getValue());
                if (earlier != null && !earlier.equals(property.getValue())) {
                    return Optional.empty();
                }
            }
        }
        var merged = Json.object("type", Json.text("object")).with("properties", new Json.Obj(properties));
        return Optional.of(required.isEmpty() ? merged : merged.with("required", Json.texts(required)));
    }

    static Set<String> required(Json.Obj schema) {
        var names = new LinkedHashSet<String>();
        if (schema.get("required").orElse(Json.Null.INSTANCE) instanceof Json.Arr required) {
            required.items().forEach(name -> name.asText().ifPresent(names::add));
        }
        return names;
    }
}
