package dev.baton.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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

    private Personal() {}

    /** The value with {@value #HIDDEN} for everything that its schema marks. */
    public static Json hidden(Json value, Json.Obj schema) {
        return hidden(value, List.of(schema), schema, 0);
    }

    private static Json hidden(Json value, List<Json> schemas, Json.Obj root, int depth) {
        if (value instanceof Json.Null || depth > DEEPEST) {
            return value;
        }
        var all = schemas.stream().flatMap(schema -> parts(schema, root, 0)).toList();
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
            var all = schemas.stream().flatMap(it -> parts(it, schema, 0)).toList();
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
            case Json.Obj schema -> isMarked(schema) || schema.members().values().stream().anyMatch(Personal::marks);
            case Json.Arr(var items) -> items.stream().anyMatch(Personal::marks);
            case Json other -> false;
        };
    }

    /** Whether a schema marks whatever it is of, as a whole. */
    public static boolean isWhole(Json.Obj schema) {
        return parts(schema, schema, 0).anyMatch(Personal::isMarked);
    }

    private static boolean isMarked(Json.Obj schema) {
        return schema.get(MARK).filter(Json.bool(true)::equals).isPresent();
    }

    /** The schema and all that it is made of. */
    private static Stream<Json.Obj> parts(Json schema, Json.Obj root, int depth) {
        if (!(schema instanceof Json.Obj known) || depth > DEEPEST) {
            return Stream.empty();
        }
        var parts = new ArrayList<Stream<Json.Obj>>();
        parts.add(Stream.of(known));
        for (var word : List.of("allOf", "anyOf", "oneOf")) {
            if (known.get(word).orElse(Json.Null.INSTANCE) instanceof Json.Arr(var others)) {
                others.forEach(other -> parts.add(parts(other, root, depth + 1)));
            }
        }
        known.textAt("$ref")
                .map(reference -> target(reference, root))
                .ifPresent(target -> parts.add(parts(target, root, depth + 1)));
        return parts.stream().flatMap(part -> part);
    }

    /** A place within the same schema, as in {@code #/$defs/address}. */
    private static Json target(String reference, Json.Obj root) {
        Json at = root;
        if (!reference.startsWith("#/")) {
            return Json.Null.INSTANCE;
        }
        for (var name : reference.substring(2).split("/", -1)) {
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
