package dev.baton.connect.openapi;

import dev.baton.json.Json;

/**
 * Lets an integer beyond 2<sup>53</sup> fit where an integer is described. {@link Json} reads such a one as text, so
 * that no digit is lost; that is no mistake of the system which sent it.
 */
final class LargeIntegers {
    private static final Json.Obj AS_TEXT =
            Json.object("type", Json.text("string")).with("pattern", "^-?[1-9][0-9]{15,}$");

    private LargeIntegers() {}

    static Json.Obj allowed(Json.Obj schema) {
        return schema.get("type").filter(LargeIntegers::isWhole).isPresent()
                ? Json.object("anyOf", Json.array(schema, AS_TEXT))
                : schema;
    }

    private static boolean isWhole(Json type) {
        return type.equals(Json.text("integer"))
                || (type instanceof Json.Arr types && types.items().contains(Json.text("integer")));
    }
}
