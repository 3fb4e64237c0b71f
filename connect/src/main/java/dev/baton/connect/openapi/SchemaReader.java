package dev.baton.connect.openapi;

import dev.baton.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;

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
    /** Of no use once references are written out, or to other tools only. */
    private static final Set<String> DROPPED = Set.of(
            "$defs",
            "definitions",
            "$id",
            "$schema",
            "$anchor",
            "$dynamicAnchor",
            "$comment",
            "discriminator",
            "xml",
            "externalDocs");
    /** Beside a reference these describe; other words beside it restrict. */
    private static final Set<String> NOTES =
            Set.of("title", "description", "default", "deprecated", "readOnly", "writeOnly", "example", "examples");

    private final ApiDocument document;
    private final UnaryOperator<Json.Obj> each;
    private final Deque<String> open = new ArrayDeque<>();
    private int size;

    SchemaReader(ApiDocument document, Direction direction) {
        this(document, direction, UnaryOperator.identity());
    }

    /** @param last a change made to each schema after the others */
    SchemaReader(ApiDocument document, Direction direction, UnaryOperator<Json.Obj> last) {
        this.document = document;
        UnaryOperator<Json.Obj> words = document.nullableWord() ? Nullable30::translate : UnaryOperator.identity();
        this.each = schema -> last.apply(words.apply(OneWay.of(schema, direction)));
    }

    Json.Obj read(Json schema) throws DescriptionException {
        if (++size > LARGEST) {
            throw new DescriptionException("its schema has more than " + LARGEST + " parts once written out");
        }
        var object = asObject(schema);
        var reference = object.textAt("$ref");
        return reference.isPresent() ? followed(object, reference.get()) : written(object);
    }

    /** The object that means the same; in JSON Schema true allows everything and false nothing. */
    static Json.Obj asObject(Json schema) {
        return schema instanceof Json.Obj object
                ? object
                : schema.equals(Json.Bool.FALSE) ? Json.object("not", Json.object()) : Json.object();
    }

    private Json nested(Json schema) throws DescriptionException {
        return schema instanceof Json.Bool ? schema : read(schema);
    }

    private Json.Obj followed(Json.Obj schema, String reference) throws DescriptionException {
        if (open.contains(reference)) {
            return Json.object();
        }
        open.push(reference);
        var target = read(document.at(reference));
        open.pop();
        return document.nullableWord() ? beside30(target, schema) : beside(target, schema.without("$ref"));
    }

    /** In 3.0 nothing beside a reference counts; but who writes nullable there means it, and notes do no harm. */
    private Json.Obj beside30(Json.Obj target, Json.Obj schema) throws DescriptionException {
        var notes = new LinkedHashMap<>(schema.members());
        notes.keySet().retainAll(NOTES);
        var noted = beside(target, new Json.Obj(notes));
        return Json.Bool.TRUE.equals(schema.get("nullable").orElse(Json.Bool.FALSE)) ? Nullable30.orNull(noted) : noted;
    }

    private Json.Obj beside(Json.Obj target, Json.Obj beside) throws DescriptionException {
        var notes = written(beside);
        if (NOTES.containsAll(notes.members().keySet())) {
            var merged = new LinkedHashMap<>(target.members());
            merged.putAll(notes.members());
            return new Json.Obj(merged);
        }
        return notes.with("allOf", joined(target, notes));
    }

    private static Json.Arr joined(Json.Obj target, Json.Obj beside) {
        var all = new ArrayList<Json>();
        all.add(target);
        if (beside.get("allOf").orElse(Json.Null.INSTANCE) instanceof Json.Arr others) {
            all.addAll(others.items());
        }
        return Json.array(all);
    }

    private Json.Obj written(Json.Obj schema) throws DescriptionException {
        var members = new LinkedHashMap<String, Json>();
        for (var member : schema.members().entrySet()) {
            if (!DROPPED.contains(member.getKey()) && !member.getKey().startsWith("x-")) {
                members.put(member.getKey(), member(member.getKey(), member.getValue()));
            }
        }
        if (members.remove("$dynamicRef") != null) {
            return Json.object();
        }
        return each.apply(new Json.Obj(members));
    }

    private Json member(String name, Json value) throws DescriptionException {
        if (ONE.contains(name)) {
            return nested(value);
        }
        if (LIST.contains(name) && value instanceof Json.Arr schemas) {
            var read = new ArrayList<Json>();
            for (var schema : schemas.items()) {
                read.add(nested(schema));
            }
            return Json.array(read);
        }
        if (NAMED.contains(name) && value instanceof Json.Obj schemas) {
            var read = new LinkedHashMap<String, Json>();
            for (var schema : schemas.members().entrySet()) {
                read.put(schema.getKey(), nested(schema.getValue()));
            }
            return new Json.Obj(read);
        }
        return value;
    }
}
