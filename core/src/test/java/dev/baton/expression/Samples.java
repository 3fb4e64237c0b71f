package dev.baton.expression;

import dev.baton.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.SplittableRandom;

/** An order with its schema, as the tests of this package use it, and random JSON. */
final class Samples {
    static final Json.Obj ORDER_SCHEMA = Json.parse("""
                    {"type": "object",
                     "required": ["orderId", "totalMinor", "currency", "price", "items"],
                     "properties": {
                       "orderId": {"type": "string"},
                       "totalMinor": {"type": "integer"},
                       "currency": {"type": "string"},
                       "price": {"type": "number"},
                       "wish": {"enum": ["refund", "replacement"]},
                       "deliveredAt": {"type": "string", "format": "date-time"},
                       "customer": {"$ref": "#/$defs/customer"},
                       "extra": {"type": "object", "properties": {"a": {}}, "additionalProperties": true},
                       "either": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
                       "items": {"type": "array", "items": {
                         "type": "object", "required": ["sku", "qty"],
                         "properties": {"sku": {"type": "string"}, "qty": {"type": "integer"}, "note": {"type": "string"}}}}},
                     "$defs": {"customer": {
                       "type": "object", "required": ["id"],
                       "properties": {"id": {"type": "string"}, "mail": {"type": "string"}}}}}
                    """).asObject();

    static final Json ORDER = Json.parse("""
            {"orderId": "ORD-1", "totalMinor": 5000, "currency": "EUR", "price": 10,
             "items": [{"sku": "A", "qty": 2}, {"sku": "B", "qty": 1, "note": "gift"}]}
            """);

    static final Scope SCOPE =
            Scope.empty().with("order", ORDER_SCHEMA).withAny("x").withTime("now");

    static final Bindings BINDINGS = Bindings.empty()
            .with("order", ORDER)
            .with("x", Json.parse("""
                            {"a": 1, "d": 1.5, "s": "hi", "n": null, "yes": true, "l": [1, 2, 3], "o": {"k": "v"},
                             "big": 9007199254740993}
                            """))
            .with("now", Instant.parse("2026-03-01T00:00:00Z"));

    private Samples() {}

    static Json random(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> Json.Null.INSTANCE;
            case 1 -> Json.bool(random.nextBoolean());
            case 2 -> Json.number(random.nextLong(-Json.MAX_SAFE_INTEGER, Json.MAX_SAFE_INTEGER));
            case 3 -> Json.number(random.nextInt(-5, 5));
            case 4 -> Json.number(random.nextDouble(-1e12, 1e12));
            case 5 -> Json.text(text(random));
            case 6 -> {
                var items = new ArrayList<Json>();
                for (var i = random.nextInt(4); i > 0; i--) {
                    items.add(random(random, depth - 1));
                }
                yield new Json.Arr(items);
            }
            default -> {
                var members = new LinkedHashMap<String, Json>();
                for (var i = random.nextInt(4); i > 0; i--) {
                    members.put(text(random), random(random, depth - 1));
                }
                yield new Json.Obj(members);
            }
        };
    }

    /** Texts out of the pieces that mean something to a template or to CEL. */
    private static String text(SplittableRandom random) {
        var pieces = new String[] {"$", "{", "}", "${", "$${", "x", "'", "\"", "\\", "\n", "é", "😀", " ", "null", "1"};
        var text = new StringBuilder();
        for (var i = random.nextInt(6); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}
