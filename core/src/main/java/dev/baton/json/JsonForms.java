package dev.baton.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The forms of all types, each worked out when it is first met. */
final class JsonForms {
    /** Which record of a sealed interface it is. */
    static final String KIND = "kind";

    private static final Map<Type, JsonForm> FORMS = new ConcurrentHashMap<>();

    private JsonForms() {}

    static JsonForm of(Type type) {
        var known = FORMS.get(type);
        if (known != null) {
            return known;
        }
        var form = type instanceof Class<?> simple ? simple(simple) : generic((ParameterizedType) type);
        FORMS.put(type, form);
        return form;
    }

    private static JsonForm simple(Class<?> type) {
        if (Json.class.isAssignableFrom(type)) {
            return new Itself(type);
        }
        if (type == String.class) {
            return new JsonForm.Spelled("text", String.class::cast, text -> text);
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Flag();
        }
        if (type == int.class || type == Integer.class) {
            return new Whole(number -> Math.toIntExact(number));
        }
        if (type == long.class || type == Long.class) {
            return new Whole(number -> number);
        }
        if (type == Instant.class) {
            return new JsonForm.Spelled("an instant", Object::toString, Instant::parse);
        }
        if (type == BigDecimal.class) {
            return new JsonForm.Spelled("a decimal", it -> ((BigDecimal) it).toPlainString(), BigDecimal::new);
        }
        if (type == Duration.class) {
            return new JsonForm.Spelled("a duration", Object::toString, Duration::parse);
        }
        if (type.isEnum()) {
            return named(type);
        }
        if (type.isRecord()) {
            return parser(type).<JsonForm>map(parse -> spelled(type, parse)).orElseGet(() -> new RecordForm(type));
        }
        if (type.isSealed()) {
            return new OneOf(type);
        }
        throw new IllegalArgumentException("there is no form in JSON for " + type);
    }

    private static JsonForm generic(ParameterizedType type) {
        var raw = (Class<?>) type.getRawType();
        var arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return new Present(of(arguments[0]));
        }
        if (raw == Set.class) {
            return new Items(of(arguments[0]), LinkedHashSet::new);
        }
        if (raw == List.class || raw == Collection.class) {
            return new Items(of(arguments[0]), ArrayList::new);
        }
        if (raw == Map.class) {
            return new Entries(key(of(arguments[0])), of(arguments[1]));
        }
        throw new IllegalArgumentException("there is no form in JSON for " + type);
    }

    private static JsonForm named(Class<?> type) {
        var constants = new HashMap<String, Object>();
        for (var constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        return new JsonForm.Spelled("one of " + constants.keySet(), value -> ((Enum<?>) value).name(), text -> {
            var constant = constants.get(text);
            if (constant == null) {
                throw new IllegalArgumentException("unknown");
            }
            return constant;
        });
    }

    /** Names and ids: records that have one spelling, told by a static {@code parse(String)}. */
    private static Optional<Method> parser(Class<?> type) {
        try {
            var parse = type.getMethod("parse", String.class);
            parse.setAccessible(true);
            return Optional.of(parse).filter(it -> Modifier.isStatic(it.getModifiers()) && it.getReturnType() == type);
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static JsonForm spelled(Class<?> type, Method parse) {
        return new JsonForm.Spelled("a " + type.getSimpleName(), Object::toString, text -> {
            try {
                return parse.invoke(null, text);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static JsonForm.Spelled key(JsonForm form) {
        if (form instanceof JsonForm.Spelled spelled) {
            return spelled;
        }
        throw new IllegalArgumentException("keys of JSON objects are text, and " + form + " is not");
    }

    private record Itself(Class<?> type) implements JsonForm {
        @Override
        public Json write(Object value) {
            return (Json) value;
        }

        @Override
        public Object read(Json json) {
            if (!type.isInstance(json)) {
                throw new JsonException("expected " + type.getSimpleName() + " but found " + json.kind());
            }
            return json;
        }
    }

    private record Flag() implements JsonForm {
        @Override
        public Json write(Object value) {
            return Json.bool((Boolean) value);
        }

        @Override
        public Object read(Json json) {
            if (json instanceof Json.Bool(var value)) {
                return value;
            }
            throw new JsonException("expected true or false but found " + json.kind());
        }
    }

    private record Whole(Function<Long, Number> narrowed) implements JsonForm {
        @Override
        public Json write(Object value) {
            return Json.number(((Number) value).longValue());
        }

        @Override
        public Object read(Json json) {
            try {
                return switch (json) {
                    case Json.Whole(var value) -> narrowed.apply(value);
                    // what no JSON number can hold stands there as text
                    case Json.Text(var digits) -> narrowed.apply(Long.valueOf(digits));
                    case Json other -> throw new JsonException("expected a whole number but found " + other.kind());
                };
            } catch (ArithmeticException | NumberFormatException e) {
                throw new JsonException("not a whole number of that size: " + json.write(), e);
            }
        }
    }

    /** An optional that is there; one that is not has no form, and its member is left out. */
    private record Present(JsonForm value) implements JsonForm {
        @Override
        public Json write(Object optional) {
            return ((Optional<?>) optional).map(value::write).orElse(Json.Null.INSTANCE);
        }

        @Override
        public Object read(Json json) {
            return Optional.of(value.read(json));
        }
    }

    private record Items(JsonForm item, Function<Collection<Object>, Collection<Object>> made) implements JsonForm {
        @Override
        public Json write(Object items) {
            return new Json.Arr(
                    ((Collection<?>) items).stream().map(item::write).toList());
        }

        @Override
        public Object read(Json json) {
            return made.apply(json.asArray().stream().map(item::read).toList());
        }
    }

    private record Entries(JsonForm.Spelled key, JsonForm value) implements JsonForm {
        @Override
        public Json write(Object map) {
            var members = new LinkedHashMap<String, Json>();
            ((Map<?, ?>) map).forEach((name, it) -> members.put(key.spelling().of(name), value.write(it)));
            return new Json.Obj(members);
        }

        @Override
        public Object read(Json json) {
            var map = new LinkedHashMap<Object, Object>();
            json.asObject().members().forEach((name, it) -> map.put(key.read(Json.text(name)), value.read(it)));
            return map;
        }
    }

    /** A sealed interface: its records, each with its simple name beside its components. */
    private static final class OneOf implements JsonForm {
        private final Class<?> type;
        private final Map<String, Class<?>> kinds = new HashMap<>();

        OneOf(Class<?> type) {
            this.type = type;
            add(type);
        }

        private void add(Class<?> sealed) {
            for (var kind : sealed.getPermittedSubclasses()) {
                if (kind.isSealed()) {
                    add(kind);
                } else {
                    kinds.put(kind.getSimpleName(), kind);
                }
            }
        }

        /** Looked up when it is needed, because a record may hold its own interface. */
        private RecordForm form(Class<?> kind) {
            return (RecordForm) of(kind);
        }

        @Override
        public Json write(Object value) {
            var json = new LinkedHashMap<String, Json>();
            json.put(KIND, Json.text(value.getClass().getSimpleName()));
            form(value.getClass()).write(value, json);
            return new Json.Obj(json);
        }

        @Override
        public Object read(Json json) {
            var name = json.textAt(KIND).orElseThrow(() -> new JsonException("'" + KIND + "' is missing"));
            var kind = kinds.get(name);
            if (kind == null) {
                throw new JsonException("there is no " + type.getSimpleName() + " of kind '" + name + "'");
            }
            return form(kind).read(json.asObject(), 1);
        }
    }
}
