package dev.baton.connect.openapi;

import dev.baton.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Set;

/**
 * Turns a schema of a description into one JSON Schema 2020-12 that stands alone: local references are written out, and
 * where a schema contains itself anything is allowed from there on. The words of OpenAPI 3.0 are translated.
 */
final class SchemaReader {
    /** Which way the data goes: a request has no readOnly members, and an answer need not have writeOnly ones. */
    enum Direction {
        REQUEST,
        ANSWER
    }

    private static final int LARGEST = 20_000;
    private static final Set<String> ONE = Set.of(
            "items",
            "additionalProperties",
            "not",
            "contains",
            "propertyNames",
            "if",
            "then",
            "else",
            "unevaluatedItems",
            "unevaluatedProperties",
            "contentSchema");
    private static final Set<String> LIST = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> NAMED = Set.of("properties", "patternProperties", "dependentSchemas");
    /** Of no use once references are written out. */
    private static final Set<String> DROPPED =
            Set.of("$defs", "definitions", "$id", "$schema", "$anchor", "$dynamicAnchor", "$comment");
    /** Beside a reference these describe; other words beside it restrict. */
    private static final Set<String> NOTES =
            Set.of("title", "description", "default", "deprecated", "readOnly", "writeOnly", "example", "examples");

    private final ApiDocument document;
    private final Direction direction;
    private final Deque<String> open = new ArrayDeque<>();
    private int size;

    SchemaReader(ApiDocument document, Direction direction) {
        this.document = document;
        this.direction = direction;
    }

    Json.Obj read(Json schema) throws DescriptionException {
        if (++size > LARGEST) {
            throw new DescriptionException("its schema has more than " + LARGEST + " parts once written out");
        }
        if (!(schema instanceof Json.Obj object)) {
            return Json.Bool.FALSE.equals(schema) ? Json.object("not", Json.object()) : Json.object();
        }
        var reference = object.textAt("$ref");
        return reference.isPresent() ? followed(object, reference.get()) : written(object);
    }

    private Json.Obj followed(Json.Obj schema, String reference) throws DescriptionException {
        if (open.contains(reference)) {
            return Json.object();
        }
        open.push(reference);
        var target = read(document.at(reference));
        open.pop();
        var beside = schema.without("$ref");
        if (document.nullableWord() || beside.members().isEmpty()) {
            return target;
        }
        var notes = written(beside);
        if (NOTES.containsAll(notes.members().keySet())) {
            var merged = new LinkedHashMap<>(target.members());
            merged.putAll(notes.members());
            return new Json.Obj(merged);
        }
        return notes.with("allOf", joined(target, notes));
    }

    private static Json.Arr joined(Json.Obj target, Json.Obj beside) {
        var all = new java.util.ArrayList<Json>();
        all.add(target);
        if (beside.get("allOf").orElse(Json.Null.INSTANCE) instanceof Json.Arr others) {
            all.addAll(others.items());
        }
        return Json.array(all);
    }

    private Json.Obj written(Json.Obj schema) throws DescriptionException {
        var members = new LinkedHashMap<String, Json>();
        for (var member : schema.members().entrySet()) {
            if (!DROPPED.contains(member.getKey())) {
                members.put(member.getKey(), member(member.getKey(), member.getValue()));
            }
        }
        if (members.remove("$dynamicRef") != null) {
            return Json.object();
        }
        var oneWay = OneWay.of(new Json.Obj(members), direction);
        return document.nullableWord() ? Nullable30.translate(oneWay) : oneWay;
    }

    private Json member(String name, Json value) throws DescriptionException {
        if (ONE.contains(name)) {
            return value instanceof Json.Bool ? value : read(value);
        }
        if (LIST.contains(name) && value instanceof Json.Arr schemas) {
            var read = new java.util.ArrayList<Json>();
            for (var schema : schemas.items()) {
                read.add(read(schema));
            }
            return Json.array(read);
        }
        if (NAMED.contains(name) && value instanceof Json.Obj schemas) {
            var read = new LinkedHashMap<String, Json>();
            for (var schema : schemas.members().entrySet()) {
                read.put(schema.getKey(), read(schema.getValue()));
            }
            return new Json.Obj(read);
        }
        return value;
    }
}
