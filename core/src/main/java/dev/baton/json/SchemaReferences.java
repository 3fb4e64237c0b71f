package dev.baton.json;

import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Holds schemas to themselves: a reference leads to a place in the document, to a part of it that has an {@code $id}, or
 * to the dialect's own metaschema. One that leads out is refused before anything follows it.
 */
final class SchemaReferences {
    /** What describes the dialect itself, and comes with the validator. */
    static final String DIALECT = "https://json-schema.org/draft/2020-12/";

    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    /** Where a document that has no address is thought to be, so that names in it can be relative. Nothing is there. */
    static final URI NOWHERE = URI.create("https://document.invalid/");

    private final Set<String> resources = new HashSet<>();

    private SchemaReferences() {}

    /** @throws JsonException naming the first reference that leads out */
    static void check(Json schema) {
        var references = new SchemaReferences();
        references.resources.add(NOWHERE.toString());
        walk(schema, NOWHERE, references::collect);
        walk(schema, NOWHERE, references::check);
    }

    /** Shows every schema in the document with the address that references in it start from. */
    private static void walk(Json schema, URI outer, BiConsumer<Json.Obj, URI> visit) {
        switch (schema) {
            case Json.Obj object -> {
                var base = object.textAt("$id").map(id -> resolved(outer, id)).orElse(outer);
                visit.accept(object, base);
                object.members().forEach((keyword, value) -> walkKeyword(keyword, value, base, visit));
            }
            case Json.Arr array -> array.items().forEach(item -> walk(item, outer, visit));
            case Json.Null ignored -> {}
            case Json.Bool ignored -> {}
            case Json.Whole ignored -> {}
            case Json.Decimal ignored -> {}
            case Json.Text ignored -> {}
        }
    }

    private static void walkKeyword(String keyword, Json value, URI base, BiConsumer<Json.Obj, URI> visit) {
        if (NAMED.contains(keyword) && value instanceof Json.Obj named) {
            named.members().values().forEach(member -> walk(member, base, visit));
        } else if (!VALUES.contains(keyword)) {
            walk(value, base, visit);
        }
    }

    private void collect(Json.Obj schema, URI base) {
        if (schema.textAt("$id").isPresent()) {
            if (base.toString().startsWith(DIALECT)) {
                throw new JsonException("not a usable JSON Schema: $id '" + base + "' belongs to the dialect itself");
            }
            resources.add(withoutFragment(base.toString()));
        }
    }

    private void check(Json.Obj schema, URI base) {
        for (var keyword : REFERENCES) {
            leadingOut(schema, keyword, base).ifPresent(SchemaReferences::refuse);
        }
    }

    private Optional<String> leadingOut(Json.Obj schema, String keyword, URI base) {
        return schema.textAt(keyword)
                .filter(reference -> !reference.startsWith("#"))
                .filter(reference -> {
                    var target = withoutFragment(resolved(base, reference).toString());
                    return !resources.contains(target) && !target.startsWith(DIALECT);
                });
    }

    private static URI resolved(URI base, String reference) {
        try {
            return base.resolve(reference);
        } catch (IllegalArgumentException e) {
            throw new JsonException("not a usable JSON Schema: '" + reference + "' is no address", e);
        }
    }

    private static String withoutFragment(String address) {
        var fragment = address.indexOf('#');
        return fragment < 0 ? address : address.substring(0, fragment);
    }

    private static void refuse(String reference) {
        throw new JsonException("not a usable JSON Schema: $ref '" + reference
                + "' leads out of the document, and nothing is fetched; copy what it names into $defs and refer to"
                + " '#/$defs/...'");
    }
}
