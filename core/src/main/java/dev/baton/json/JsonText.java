package dev.baton.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads and writes JSON text, on the streaming parser so that no tree is built twice. */
final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();
    private static final BigInteger MAX_SAFE = BigInteger.valueOf(Json.MAX_SAFE_INTEGER);

    private JsonText() {}

    static Json parse(String text) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new JsonException("expected a JSON document but the text is empty");
            }
            var value = read(parser);
            if (parser.nextToken() != null) {
                throw new JsonException("unexpected text after the JSON document, line "
                        + parser.currentTokenLocation().getLineNr());
            }
            return value;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new JsonException(
                    "not JSON: " + e.getOriginalMessage()
                            + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"),
                    e);
        }
    }

    static Json read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> Json.text(parser.getString());
            case VALUE_NUMBER_INT -> readInteger(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> readDecimal(parser);
            case VALUE_TRUE -> Json.Bool.TRUE;
            case VALUE_FALSE -> Json.Bool.FALSE;
            case VALUE_NULL -> Json.Null.INSTANCE;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new JsonException("unexpected " + parser.currentToken());
        };
    }

    private static Json readInteger(BigInteger value) {
        return value.abs().compareTo(MAX_SAFE) <= 0 ? Json.number(value.longValueExact()) : Json.text(value.toString());
    }

    private static Json readDecimal(JsonParser parser) {
        var value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw new JsonException("the number " + parser.getString() + " is too large");
        }
        return Json.number(value);
    }

    private static Json readObject(JsonParser parser) {
        var members = new LinkedHashMap<String, Json>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            members.put(name, read(parser));
        }
        return new Json.Obj(members);
    }

    private static Json readArray(JsonParser parser) {
        var items = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(parser));
        }
        return new Json.Arr(items);
    }

    static String write(Json json) {
        var out = new java.io.StringWriter();
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(json, generator);
        }
        return out.toString();
    }

    static void write(Json json, JsonGenerator out) {
        switch (json) {
            case Json.Null ignored -> out.writeNull();
            case Json.Bool bool -> out.writeBoolean(bool.value());
            case Json.Whole number -> out.writeNumber(number.value());
            case Json.Decimal number -> out.writeNumber(number.value());
            case Json.Text text -> out.writeString(text.value());
            case Json.Arr array -> {
                out.writeStartArray();
                array.items().forEach(item -> write(item, out));
                out.writeEndArray();
            }
            case Json.Obj object -> {
                out.writeStartObject();
                object.members().forEach((name, value) -> {
                    out.writeName(name);
                    write(value, out);
                });
                out.writeEndObject();
            }
        }
    }
}
