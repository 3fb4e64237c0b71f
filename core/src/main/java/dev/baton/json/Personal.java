package dev.baton.json;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a schema marks with {@code x-personal: true}: values about a person that a reader need not see. A marked object or
 * list is personal as a whole.
 */
public final class Personal {
    /** What stands in place of a personal value. */
    public static final String HIDDEN = "(personal)";

    private static final String MARK = "x-personal";
    /** Shorter texts stand in too many other words to be looked for. */
    private static final int SHORTEST_TEXT = 4;

    private static final int DEEPEST = 64;
    private static final int MOST_PARTS = 1_000;

    private Personal() {}

    /** The value with {@value #HIDDEN} for everything that its schema marks. */
    public static Json hidden(Json value, Json.Obj schema) {
        return hidden(value, List.of(schema), schema, 0);
    }

    private static Json hidden(Json value, List<Json> schemas, Json.Obj root, int depth) {
        if (value instanceof Json.Null || depth > DEEPEST) {
            return value;
        }
        var all = schemas.stream().flatMap(schema -> parts(schema, root)).toList();
        if (all.stream().anyMatch(Personal::isMarked)) {
            return Json.text(HIDDEN);
        }
        return switch (value) {
            case Json.Obj(var members) -> {
                var shown = new LinkedHashMap<String, Json>();
                members.forEach((name, member) -> shown.put(name, hidden(member, of(all, name), root, depth + 1)));
                yield new Json.Obj(shown);
            }
            case Json.Arr(var items) ->
                new Json.Arr(items.stream()
                        .map(item -> hidden(item, items(all), root, depth + 1))
                        .toList());
            case Json other -> other;
        };
    }

    /** Whether a schema marks what a path of members leads to, or something on the way. */
    public static boolean marks(Json.Obj schema, List<String> path) {
        var schemas = List.<Json>of(schema);
        for (var depth = 0; ; depth++) {
            var all = schemas.stream().flatMap(it -> parts(it, schema)).toList();
            if (all.stream().anyMatch(Personal::isMarked)) {
                return true;
            }
            if (depth == path.size()) {
                return false;
            }
            schemas = of(all, path.get(depth));
        }
    }

    /** Whether a schema marks anything. */
    public static boolean marks(Json.Obj schema) {
        return marks((Json) schema);
    }

    private static boolean marks(Json value) {
        return switch (value) {
            case Json.Obj schema ->
                isMarked(schema) || schema.members().values().stream().anyMatch(Personal::marks);
            case Json.Arr(var items) -> items.stream().anyMatch(Personal::marks);
            case Json other -> false;
        };
    }

    /** Whether a schema marks whatever it is of, as a whole. */
    public static boolean isWhole(Json.Obj schema) {
        return parts(schema, schema).anyMatch(Personal::isMarked);
    }

    private static boolean isMarked(Json.Obj schema) {
        return schema.get(MARK).filter(Json.bool(true)::equals).isPresent();
    }

    /** The schema and all that it is made of, each part once. */
    private static Stream<Json.Obj> parts(Json schema, Json.Obj root) {
        var parts = new LinkedHashSet<Json.Obj>();
        collectParts(schema, root, parts);
        return parts.stream();
    }

    private static void collectParts(Json schema, Json.Obj root, Set<Json.Obj> parts) {
        if (!(schema instanceof Json.Obj known) || parts.size() > MOST_PARTS || !parts.add(known)) {
            return;
        }
        for (var word : List.of("allOf", "anyOf", "oneOf")) {
            if (known.get(word).orElse(Json.Null.INSTANCE) instanceof Json.Arr(var others)) {
                others.forEach(other -> collectParts(other, root, parts));
            }
        }
        for (var word : List.of("$ref", "$dynamicRef")) {
            known.textAt(word)
                    .ifPresent(reference -> targets(reference, root).forEach(it -> collectParts(it, root, parts)));
        }
    }

    /**
     * Where a reference may lead to within the same schema. It is better to hide too much: a name counts wherever it
     * stands, whatever the address that it is resolved against.
     */
    private static Stream<Json> targets(String reference, Json.Obj root) {
        var hash = reference.indexOf('#');
        var fragment = hash < 0 ? "" : reference.substring(hash + 1);
        if (fragment.isEmpty() || fragment.startsWith("/")) {
            var named = objects(root)
                    .filter(it -> it.textAt("$id").isPresent())
                    .filter(it ->
                            hash == 0 || lastName(it.textAt("$id").orElse("")).equals(lastName(reference)));
            return Stream.concat(Stream.of(root).filter(it -> hash == 0), named).map(it -> at(fragment, it));
        }
        return objects(root)
                .filter(it -> it.textAt("$anchor").equals(Optional.of(fragment))
                        || it.textAt("$dynamicAnchor").equals(Optional.of(fragment)))
                .map(it -> it);
    }

    private static String lastName(String address) {
        var plain = address.indexOf('#') < 0 ? address : address.substring(0, address.indexOf('#'));
        return plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf(':')) + 1);
    }

    private static Stream<Json.Obj> objects(Json json) {
        return switch (json) {
            case Json.Obj object ->
                Stream.concat(
                        Stream.of(object), object.members().values().stream().flatMap(Personal::objects));
            case Json.Arr(var items) -> items.stream().flatMap(Personal::objects);
            case Json ignored -> Stream.empty();
        };
    }

    /** A place within a schema, as in {@code /$defs/address}. */
    private static Json at(String pointer, Json root) {
        var at = root;
        for (var name : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            at = at.get(name.replace("~1", "/").replace("~0", "~")).orElse(Json.Null.INSTANCE);
        }
        return at;
    }

    private static List<Json> of(List<Json.Obj> schemas, String member) {
        return schemas.stream()
                .flatMap(schema -> schema
                        .get("properties")
                        .flatMap(properties -> properties.get(member))
                        .or(() -> schema.get("additionalProperties"))
                        .stream())
                .toList();
    }

    private static List<Json> items(List<Json.Obj> schemas) {
        return schemas.stream().flatMap(schema -> schema.get("items").stream()).toList();
    }

    /** The texts within a value that {@link #hidden} does not show. */
    public static Set<String> texts(Json value, Json.Obj schema) {
        var texts = new LinkedHashSet<String>();
        collect(value, hidden(value, schema), texts);
        return texts;
    }

    private static void collect(Json value, Json shown, Set<String> texts) {
        if (shown.equals(Json.text(HIDDEN))) {
            collect(value, texts);
            return;
        }
        switch (value) {
            case Json.Obj(var members) ->
                members.forEach(
                        (name, member) -> collect(member, shown.get(name).orElse(Json.Null.INSTANCE), texts));
            case Json.Arr(var items) -> {
                for (var i = 0; i < items.size(); i++) {
                    collect(items.get(i), shown.asArray().get(i), texts);
                }
            }
            case Json ignored -> {}
        }
    }

    private static void collect(Json value, Set<String> texts) {
        switch (value) {
            case Json.Text(var text) -> texts.add(text);
            case Json.Obj(var members) -> members.values().forEach(member -> collect(member, texts));
            case Json.Arr(var items) -> items.forEach(item -> collect(item, texts));
            case Json ignored -> {}
        }
    }

    /** A text without these values, wherever they stand in it. */
    public static String without(Set<String> values, String text) {
        var shown = text;
        for (var value : values.stream()
                .filter(value -> value.length() >= SHORTEST_TEXT)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            shown = shown.replace(value, HIDDEN);
        }
        return shown;
    }

    /** The same for every text of a value; names of members stay. */
    public static Json without(Set<String> values, Json value) {
        return switch (value) {
            case Json.Text(var text) -> Json.text(without(values, text));
            case Json.Arr(var items) ->
                new Json.Arr(items.stream().map(item -> without(values, item)).toList());
            case Json.Obj(var members) -> {
                var shown = new LinkedHashMap<String, Json>();
                members.forEach((name, member) -> shown.put(name, without(values, member)));
                yield new Json.Obj(shown);
            }
            case Json other -> other;
        };
    }
}
