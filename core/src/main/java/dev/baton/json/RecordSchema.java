package dev.baton.json;

import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** JSON Schema of what {@link JsonMapping} makes of records, so that whoever calls a method knows what it takes. */
public final class RecordSchema {
    private RecordSchema() {}

    /** @throws IllegalArgumentException naming a component that has no form in JSON, or a record that holds itself */
    public static Json.Obj of(Class<? extends Record> type) {
        return record(type, List.of());
    }

    private static Json.Obj record(Class<?> type, List<Class<?>> within) {
        if (within.contains(type)) {
            throw new IllegalArgumentException(type.getSimpleName() + " holds itself, which a schema of it cannot say");
        }
        var deeper = new ArrayList<>(within);
        deeper.add(type);
        var properties = new LinkedHashMap<String, Json>();
        var required = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            properties.put(component.getName(), of(component.getGenericType(), deeper));
            if (component.getType() != Optional.class) {
                required.add(component.getName());
            }
        }
        return Json.object("type", Json.text("object"))
                .with("additionalProperties", Json.bool(false))
                .with("required", Json.texts(required))
                .with("properties", new Json.Obj(properties));
    }

    private static Json.Obj of(Type type, List<Class<?>> within) {
        return type instanceof Class<?> simple ? simple(simple, within) : generic((ParameterizedType) type, within);
    }

    private static Json.Obj simple(Class<?> type, List<Class<?>> within) {
        if (Json.class.isAssignableFrom(type)) {
            return Json.object();
        }
        if (type == String.class) {
            return typed("string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return typed("boolean");
        }
        if (type == int.class || type == Integer.class) {
            return typed("integer")
                    .with("minimum", Json.number(Integer.MIN_VALUE))
                    .with("maximum", Json.number(Integer.MAX_VALUE));
        }
        if (type == long.class || type == Long.class) {
            return typed("integer");
        }
        if (type == Instant.class) {
            return typed("string").with("format", Json.text("date-time"));
        }
        if (type == Duration.class) {
            return typed("string").with("format", Json.text("duration"));
        }
        if (type == BigDecimal.class) {
            return typed("string").with("pattern", Json.text("^-?[0-9]+(\\.[0-9]+)?$"));
        }
        if (type.isEnum()) {
            return Json.object(
                    "enum",
                    Json.texts(Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .toList()));
        }
        if (type.isRecord()) {
            return isSpelled(type) ? typed("string") : record(type, within);
        }
        if (type.isSealed()) {
            return oneOf(type, within);
        }
        throw new IllegalArgumentException("there is no form in JSON for " + type);
    }

    /** Names and ids, which are written as text. */
    private static boolean isSpelled(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals("parse")
                        && Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() == type
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}));
    }

    private static Json.Obj oneOf(Class<?> type, List<Class<?>> within) {
        var kinds = new ArrayList<Json>();
        for (var kind : type.getPermittedSubclasses()) {
            kinds.add(kind.isSealed() ? oneOf(kind, within) : named(kind, within));
        }
        return Json.object("oneOf", Json.array(kinds));
    }

    private static Json.Obj named(Class<?> kind, List<Class<?>> within) {
        var record = record(kind, within);
        var required =
                new ArrayList<Json>(record.get("required").orElse(Json.array()).asArray());
        required.add(Json.text(JsonForms.KIND));
        var properties = record.get("properties").orElse(Json.object()).asObject();
        return record.with("required", Json.array(required))
                .with(
                        "properties",
                        properties.with(JsonForms.KIND, Json.object("const", Json.text(kind.getSimpleName()))));
    }

    private static Json.Obj generic(ParameterizedType type, List<Class<?>> within) {
        var raw = (Class<?>) type.getRawType();
        var arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return of(arguments[0], within);
        }
        if (raw == List.class || raw == Set.class || raw == Collection.class) {
            return typed("array").with("items", of(arguments[0], within));
        }
        if (raw == Map.class) {
            return typed("object").with("additionalProperties", of(arguments[1], within));
        }
        throw new IllegalArgumentException("there is no form in JSON for " + type);
    }

    private static Json.Obj typed(String type) {
        return Json.object("type", Json.text(type));
    }
}
