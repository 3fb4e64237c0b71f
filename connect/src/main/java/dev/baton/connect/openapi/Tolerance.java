package dev.baton.connect.openapi;

import dev.baton.json.Json;

/**
 * What an answer is allowed beyond its schema. An integer beyond 2<sup>53</sup> fits where an integer is described:
 * {@link Json} reads it as text, so that no digit is lost, and that is no mistake of the system. And formats only
 * describe, as JSON Schema has it by default: a date-time without its zone must not leave a write unknown.
 */
final class Tolerance {
    private static final Json.Obj LARGE_INTEGER =
            Json.object("type", Json.text("string")).with("pattern", "^-?[1-9][0-9]{15,}$");

    private Tolerance() {}

    static Json.Obj allowed(Json.Obj schema) {
        var loose = schema.get("format").filter(Json.Text.class::isInstance).isPresent()
                ? schema.without("format")
                : schema;
        return loose.get("type").filter(Tolerance::isInteger).isPresent()
                ? Json.object("anyOf", Json.array(loose, LARGE_INTEGER))
                : loose;
    }

    private static boolean isInteger(Json type) {
        return type.equals(Json.text("integer"))
                || (type instanceof Json.Arr types && types.items().contains(Json.text("integer")));
    }
}
