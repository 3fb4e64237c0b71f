package dev.baton.expression;

import dev.baton.json.Json;
import dev.cel.common.types.CelType;
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
    private final Steps steps;

    private CelValues(Steps steps) {
        this.steps = steps;
    }

    static Object view(Json json, Steps steps) {
        steps.take(1);
        return switch (json) {
            case Json.Null ignored -> NullValue.NULL_VALUE;
            case Json.Bool bool -> bool.value();
            case Json.Whole number -> number.value();
            case Json.Decimal number -> number.value();
            case Json.Text text -> {
                steps.takeText(text.value());
                yield text.value();
            }
            case Json.Arr array -> ListView.of(array, steps);
            case Json.Obj object -> new ObjectView(object, steps);
        };
    }

    /** Empty for an empty optional. */
    static Optional<Json> json(Object result, Steps steps) {
        return switch (result) {
            case Optional<?> optional -> optional.flatMap(value -> json(value, steps));
            case ObjectView view -> Optional.of(view.json());
            case ListView view when view.json().isPresent() -> view.json().map(array -> array);
            default -> Optional.of(new CelValues(steps).made(result));
        };
    }

    private Json made(Object result) {
        steps.take(1);
        return switch (result) {
            case ObjectView view -> counted(view.json());
            case ListView view
            when view.json().isPresent() -> counted(view.json().orElseThrow());
            case NullValue ignored -> Json.Null.INSTANCE;
            case Boolean bool -> Json.bool(bool);
            case Long number -> Json.number(number);
            case Double number -> decimal(number);
            case Number unsigned -> whole(new BigInteger(unsigned.toString()));
            case String text -> counted(Json.text(text));
            case Instant time -> Json.time(time);
            case Duration duration -> Json.duration(duration);
            case CelByteString bytes -> Json.text(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            case CelType ignored -> throw new EvaluationException("the result is a type, not a value");
            default -> throw new EvaluationException("the result is no value that JSON has");
        };
    }

    /** What an expression makes can hold the same long list many times over. */
    private Json counted(Json json) {
        steps.takeAll(json);
        return json;
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

    private Json object(Map<?, ?> map) {
        var members = new LinkedHashMap<String, Json>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new EvaluationException("the result has a key that is no text, which JSON cannot hold");
            }
            present(value).ifPresent(member -> members.put(name, made(member)));
        });
        return new Json.Obj(members);
    }

    private Json array(List<?> list) {
        var items = new ArrayList<Json>(list.size());
        list.forEach(item -> present(item).ifPresent(value -> items.add(made(value))));
        return new Json.Arr(items);
    }

    private static Optional<?> present(Object value) {
        return value instanceof Optional<?> optional ? optional.flatMap(CelValues::present) : Optional.of(value);
    }
}
