package dev.baton.json;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two ways between {@link Json} and plain Java collections. */
final class PlainValues {
    private PlainValues() {}

    static Json toJson(@Nullable Object value) {
        return switch (value) {
            case null -> Json.Null.INSTANCE;
            case Json json -> json;
            case Boolean bool -> Json.bool(bool);
            case Integer number -> Json.number(number.longValue());
            case Long number -> Json.number(number.longValue());
            case Number number -> Json.number(number.doubleValue());
            case CharSequence text -> Json.text(text.toString());
            case Enum<?> constant -> Json.text(constant.name());
            case Instant instant -> Json.time(instant);
            case Duration duration -> Json.duration(duration);
            case Optional<?> optional -> toJson(optional.isPresent() ? optional.get() : null);
            case Map<?, ?> map -> fromMap(map);
            case Iterable<?> items -> fromItems(items);
            default ->
                throw new IllegalArgumentException(
                        "no JSON form for a " + value.getClass().getName());
        };
    }

    private static Json fromMap(Map<?, ?> map) {
        var members = new LinkedHashMap<String, Json>();
        map.forEach((name, value) -> members.put(String.valueOf(name), toJson(value)));
        return new Json.Obj(members);
    }

    private static Json fromItems(Iterable<?> values) {
        var items = new ArrayList<Json>();
        values.forEach(value -> items.add(toJson(value)));
        return new Json.Arr(items);
    }

    static @Nullable Object toPlain(Json json) {
        return switch (json) {
            case Json.Null ignored -> null;
            case Json.Bool bool -> bool.value();
            case Json.Whole number -> number.value();
            case Json.Decimal number -> number.value();
            case Json.Text text -> text.value();
            case Json.Arr array -> plainList(array.items());
            case Json.Obj object -> plainMap(object.members());
        };
    }

    private static List<@Nullable Object> plainList(List<Json> items) {
        var plain = new ArrayList<@Nullable Object>(items.size());
        items.forEach(item -> plain.add(toPlain(item)));
        return Collections.unmodifiableList(plain);
    }

    private static Map<String, @Nullable Object> plainMap(Map<String, Json> members) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        members.forEach((name, value) -> plain.put(name, toPlain(value)));
        return Collections.unmodifiableMap(plain);
    }
}
