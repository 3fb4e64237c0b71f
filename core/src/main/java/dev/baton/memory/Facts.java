package dev.baton.memory;

import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/**
 * What of an input may be remembered: values that its schema closes, so that nobody can say anything with them. That is
 * numbers, truth values, one of an {@code enum}, and a single word of a {@code pattern}. Texts are none, nor is what is
 * marked {@code x-personal} or {@code x-trusted}.
 */
final class Facts {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}._:@/#+-]{1,64}");

    private Facts() {}

    static Json.Obj of(Json.Obj value, Json.Obj schema) {
        var properties = schema.get("properties").map(Json::asObject).orElse(Json.object());
        var facts = new LinkedHashMap<String, Json>();
        properties
                .members()
                .forEach((name, property) -> value.get(name)
                        .filter(member -> !isMarked(property, "x-personal") && !isMarked(property, "x-trusted"))
                        .filter(member -> isFact(member, property))
                        .ifPresent(member -> facts.put(name, member)));
        return new Json.Obj(facts);
    }

    private static boolean isMarked(Json property, String mark) {
        return property.get(mark).filter(Json.bool(true)::equals).isPresent();
    }

    private static boolean isFact(Json member, Json property) {
        return switch (member) {
            case Json.Text(var text) ->
                isClosed(property)
                        || (property.get("pattern").isPresent()
                                && WORD.matcher(text).matches());
            case Json.Whole ignored -> true;
            case Json.Decimal ignored -> true;
            case Json.Bool ignored -> true;
            case Json.Null ignored -> false;
            case Json.Arr ignored -> false;
            case Json.Obj ignored -> false;
        };
    }

    private static boolean isClosed(Json property) {
        return property.get("enum").isPresent() || property.get("const").isPresent();
    }
}
