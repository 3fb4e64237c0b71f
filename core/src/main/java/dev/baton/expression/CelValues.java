package dev.baton.expression;

import dev.baton.json.Json;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON values as CEL reads them, and CEL's results as JSON. */
final class CelValues {
    private CelValues() {}

    static Object view(Json json) {
        return switch (json) {
            case Json.Null ignored -> NullValue.NULL_VALUE;
            case Json.Bool bool -> bool.value();
            case Json.Whole number -> number.value();
            case Json.Decimal number -> number.value();
            case Json.Text text -> text.value();
            case Json.Arr array -> new ListView(array);
            case Json.Obj object -> new ObjectView(object);
        };
    }

    /** Empty for an empty optional. */
    static Optional<Json> optionalJson(Object result) {
        return result instanceof Optional<?> optional
                ? optional.flatMap(CelValues::optionalJson)
                : Optional.of(json(result));
    }

    private static Json json(Object result) {
        return switch (result) {
            case ObjectView view -> view.json();
            case ListView view -> view.json();
            case NullValue ignored -> Json.Null.INSTANCE;
            case Boolean bool -> Json.bool(bool);
            case Long number -> Json.number(number);
            case Double number -> decimal(number);
            case Number unsigned -> whole(new BigInteger(unsigned.toString()));
            case String text -> Json.text(text);
            case Instant time -> Json.time(time);
            case Duration duration -> Json.duration(duration);
            case CelByteString bytes -> Json.text(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            default ->
                throw new EvaluationException(
                        "the result is a " + result.getClass().getSimpleName() + ", for which JSON has no value");
        };
    }

    private static Json decimal(double number) {
        if (!Double.isFinite(number)) {
            throw new EvaluationException("the result is " + number + ", which JSON cannot hold");
        }
        return Json.number(number);
    }

    private static Json whole(BigInteger number) {
        return number.bitLength() < Long.SIZE ? Json.number(number.longValue()) : Json.text(number.toString());
    }

    private static Json object(Map<?, ?> map) {
        var members = new LinkedHashMap<String, Json>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new EvaluationException("the result has the key " + key + ", but JSON knows only texts as keys");
            }
            optionalJson(value).ifPresent(member -> members.put(name, member));
        });
        return new Json.Obj(members);
    }

    private static Json array(List<?> list) {
        var items = new ArrayList<Json>(list.size());
        list.forEach(item -> optionalJson(item).ifPresent(items::add));
        return new Json.Arr(items);
    }
}
