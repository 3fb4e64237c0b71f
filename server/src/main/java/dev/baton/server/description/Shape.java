package dev.baton.server.description;

import dev.baton.json.Json;
import dev.baton.json.RecordSchema;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The schema of an object that holds what is named here and nothing else.
 *
 * @param members the schema of each
 * @param required those that are always there
 */
record Shape(Map<String, Json> members, Set<String> required) {
    Shape {
        members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
        required = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(required));
    }

    static Shape of() {
        return new Shape(Map.of(), Set.of());
    }

    /** What {@link dev.baton.json.JsonMapping} makes of a record, so that the two cannot drift apart. */
    static Shape of(Class<? extends Record> type) {
        var schema = RecordSchema.of(type);
        var required = new LinkedHashSet<String>();
        for (var name : schema.get("required").orElseThrow().asArray()) {
            required.add(name.asText().orElseThrow());
        }
        return new Shape(schema.get("properties").orElseThrow().asObject().members(), required);
    }

    /** With a member that is always there; one of that name is replaced. */
    Shape has(String name, Json.Obj schema) {
        var others = new LinkedHashSet<>(required);
        others.add(name);
        return new Shape(put(name, schema), others);
    }

    /** With a member that may be missing; one of that name is replaced. */
    Shape mayHave(String name, Json.Obj schema) {
        var others = new LinkedHashSet<>(required);
        others.remove(name);
        return new Shape(put(name, schema), others);
    }

    Shape and(Shape other) {
        var all = new LinkedHashMap<>(members);
        all.putAll(other.members);
        var needed = new LinkedHashSet<>(required);
        needed.addAll(other.required);
        return new Shape(all, needed);
    }

    Shape without(String name) {
        var others = new LinkedHashMap<>(members);
        others.remove(name);
        var needed = new LinkedHashSet<>(required);
        needed.remove(name);
        return new Shape(others, needed);
    }

    private Map<String, Json> put(String name, Json.Obj schema) {
        var all = new LinkedHashMap<>(members);
        all.put(name, schema);
        return all;
    }

    /** The schema; other members than these are refused by it. */
    Json.Obj closed() {
        return open().with("additionalProperties", Json.bool(false));
    }

    /** The schema of an object that may hold more. */
    Json.Obj open() {
        var schema = Json.object("type", Json.text("object")).with("properties", Json.object(members));
        return required.isEmpty() ? schema : schema.with("required", Json.texts(required));
    }
}
