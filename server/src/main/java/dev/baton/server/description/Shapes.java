package dev.baton.server.description;

import dev.baton.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The schemas that everything else is made of. */
final class Shapes {
    private static final String TYPE = "type";

    private Shapes() {}

    /** Anything at all. */
    static Json.Obj any() {
        return Json.object();
    }

    static Json.Obj text() {
        return typed("string");
    }

    static Json.Obj time() {
        return typed("string").with("format", "date-time");
    }

    static Json.Obj flag() {
        return typed("boolean");
    }

    /** A whole number that counts something. */
    static Json.Obj count() {
        return typed("integer").with("minimum", Json.number(0));
    }

    /** An object of which only its being one is promised. */
    static Json.Obj object() {
        return typed("object");
    }

    static Json.Obj list(Json.Obj items) {
        return typed("array").with("items", items);
    }

    static Json.Obj nothing() {
        return typed("null");
    }

    static Json.Obj exactly(String value) {
        return Json.object("const", Json.text(value));
    }

    static Json.Obj oneOf(Json.Obj... schemas) {
        return Json.object("oneOf", Json.array(schemas));
    }

    static Json.Obj words(List<String> words) {
        return typed("string").with("enum", Json.texts(words));
    }

    static <E extends Enum<E>> Json.Obj words(Class<E> type, Function<E, String> word) {
        return words(Arrays.stream(type.getEnumConstants()).map(word).toList());
    }

    /** The constants in lower case with dashes. */
    static <E extends Enum<E>> Json.Obj words(Class<E> type) {
        return words(type, it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** A schema of the document by its name. */
    static Json.Obj named(String name) {
        return Json.object("$ref", Json.text("#/components/schemas/" + name));
    }

    /** Text about a schema. */
    static Json.Obj told(Json.Obj schema, String description) {
        return schema.with("description", description);
    }

    private static Json.Obj typed(String type) {
        return Json.object(TYPE, Json.text(type));
    }
}
