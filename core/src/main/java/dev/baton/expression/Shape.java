package dev.baton.expression;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a JSON Schema says about a value, as far as an expression can be checked against it. Anything that a schema
 * says by combination ({@code anyOf}, {@code if} and the like) is taken as unknown rather than guessed.
 */
final class Shape {
    static final Shape ANY = new Shape(Json.Obj.EMPTY, Document.NONE, "dyn");
    static final Shape TIME = new Shape(Json.Obj.EMPTY, Document.NONE, "time");
    static final Shape BOOL = new Shape(Json.object("type", Json.text("boolean")), Document.NONE, "bool");

    /** What {@code origin(...)} gives. */
    static final Shape ORIGINS = new Shape(
            Json.object("type", Json.text("array"))
                    .with("items", Json.object("type", Json.text("string")).with(OriginWords.MARK, Json.bool(true))),
            Document.NONE,
            "list_string");

    private static final Shape TEXT = new Shape(Json.object("type", Json.text("string")), Document.NONE, "string");
    private static final Set<String> COMBINATIONS =
            Set.of("anyOf", "oneOf", "allOf", "if", "not", "dependentSchemas", "$dynamicRef");
    private static final int MOST_HOPS = 16;

    /** Whether a value has a member. */
    enum Presence {
        ALWAYS,
        MAYBE,
        NEVER,
        UNCHECKED
    }

    record Member(Shape shape, Presence presence) {
        static final Member UNCHECKED = new Member(ANY, Presence.UNCHECKED);
        static final Member NEVER = new Member(ANY, Presence.NEVER);
    }

    private final Json.Obj schema;
    private final Document document;
    private final String type;

    private Shape(Json.Obj schema, Document document, String type) {
        this.schema = schema;
        this.document = document;
        this.type = type;
    }

    static Shape of(Json.Obj schema) {
        return of(schema, new Document(schema, schema));
    }

    private static Shape of(Json node, Document document) {
        var within = document.within(node);
        return resolve(node, within)
                .filter(schema -> schema.members().keySet().stream().noneMatch(COMBINATIONS::contains))
                .map(schema -> new Shape(schema, within, typeOf(schema, within)))
                .orElse(ANY);
    }

    /**
     * Where references lead: into the whole document, or into the nearest part that has definitions of its own, as a
     * schema has that was put into a larger one.
     */
    private record Document(Json.Obj whole, Json.Obj part) {
        static final Document NONE = new Document(Json.Obj.EMPTY, Json.Obj.EMPTY);

        Document within(Json node) {
            return node instanceof Json.Obj schema && schema.get("$defs").isPresent()
                    ? new Document(whole, schema)
                    : this;
        }

        Optional<Json> at(String pointer) {
            return pointed(whole, pointer).or(() -> pointed(part, pointer));
        }
    }

    /** Follows references within the same document; empty for one that leads elsewhere, nowhere or in a circle. */
    private static Optional<Json.Obj> resolve(Json node, Document document) {
        var at = node;
        for (var hop = 0; hop < MOST_HOPS && at instanceof Json.Obj schema; hop++) {
            var target = schema.textAt("$ref");
            if (target.isEmpty()) {
                return Optional.of(schema);
            }
            at = target.filter(ref -> ref.startsWith("#"))
                    .flatMap(ref -> document.at(ref.substring(1)))
                    .orElse(Json.Null.INSTANCE);
        }
        return Optional.empty();
    }

    private static Optional<Json> pointed(Json root, String pointer) {
        Optional<Json> at = Optional.of(root);
        for (var step : pointer.split("/", -1)) {
            if (!step.isEmpty()) {
                at = at.flatMap(json -> json.get(step.replace("~1", "/").replace("~0", "~")));
            }
        }
        return at;
    }

    private static String typeOf(Json.Obj schema, Document document) {
        return switch (schema.textAt("type").orElse("")) {
            case "string" -> "string";
            case "integer" -> "int";
            case "number" -> "double";
            case "boolean" -> "bool";
            case "object" -> "map";
            case "array" -> listType(schema, document);
            default -> values(schema).isEmpty() ? "dyn" : "string";
        };
    }

    private static String listType(Json.Obj schema, Document document) {
        var item = schema.get("items").map(items -> of(items, document).type).orElse("dyn");
        return "list_" + (item.startsWith("list_") ? "dyn" : item);
    }

    /** The name of the type in {@link CelEngine}: dyn, time, string, int, double, bool, map, or list_ of one of them. */
    String type() {
        return type;
    }

    boolean mayHaveMembers() {
        return type.equals("dyn") || type.equals("map");
    }

    String inWords() {
        return switch (type) {
            case "int" -> "an integer";
            case "double" -> "a number";
            case "bool" -> "a boolean";
            default -> type.startsWith("list_") ? "a list" : "a " + type;
        };
    }

    Json.Obj schema() {
        return schema;
    }

    boolean isKnown() {
        return !schema.members().isEmpty();
    }

    Member member(String name) {
        var declared = schema.get("properties").flatMap(properties -> properties.get(name));
        var required = required().contains(name);
        if (declared.isPresent()) {
            return new Member(of(declared.get(), document), required ? Presence.ALWAYS : Presence.MAYBE);
        }
        if (isClosed() && !required) {
            return Member.NEVER;
        }
        return schema.get("additionalProperties")
                .filter(Json.Obj.class::isInstance)
                .map(more -> new Member(of(more, document), Presence.UNCHECKED))
                .orElse(Member.UNCHECKED);
    }

    List<String> memberNames() {
        return schema.get("properties")
                .map(properties -> List.copyOf(properties.asObject().members().keySet()))
                .orElse(List.of());
    }

    /** Declared properties close an object, unless it says that there may be more. */
    private boolean isClosed() {
        var open = schema.get("additionalProperties")
                .map(more -> !more.equals(Json.Bool.FALSE))
                .orElse(schema.get("properties").isEmpty());
        return !open && schema.get("patternProperties").isEmpty();
    }

    private List<String> required() {
        return schema.get("required").map(Shape::texts).orElse(List.of());
    }

    /** What a comprehension over this value goes through: the items of an array, the names of an object's members. */
    Shape elements() {
        return type.equals("map") ? TEXT : items();
    }

    Shape items() {
        return schema.get("items").map(items -> of(items, document)).orElse(ANY);
    }

    boolean isOrigin() {
        return schema.get(OriginWords.MARK).isPresent();
    }

    /** The only texts that the value can have; empty when it is not limited to texts. */
    List<String> values() {
        return values(schema);
    }

    private static List<String> values(Json.Obj schema) {
        var allowed = schema.get("enum")
                .filter(Json.Arr.class::isInstance)
                .map(Json::asArray)
                .or(() -> schema.get("const").map(List::of))
                .orElse(List.of());
        var texts = texts(new Json.Arr(allowed));
        return texts.size() == allowed.size() ? texts : List.of();
    }

    private static List<String> texts(Json json) {
        if (!(json instanceof Json.Arr array)) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        array.items().stream().flatMap(item -> item.asText().stream()).forEach(texts::add);
        return texts;
    }

    static Stream<String> types() {
        return Stream.of("dyn", "time", "string", "int", "double", "bool", "map")
                .flatMap(type -> Stream.of(type, "list_" + type));
    }
}
