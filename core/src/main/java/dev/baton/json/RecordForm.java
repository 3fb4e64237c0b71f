package dev.baton.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as an object with a member for each component. An empty optional has none, and a list that is missing (what
 * was stored before there was one) is empty.
 */
final class RecordForm implements JsonForm {
    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<Member> members;

    private static final class Member {
        private final String name;
        private final Method accessor;
        private final Type type;
        private @Nullable JsonForm form;

        Member(RecordComponent component) {
            this.name = component.getName();
            this.accessor = component.getAccessor();
            this.type = component.getGenericType();
            accessor.setAccessible(true);
        }

        /** Looked up when it is needed, because a record may hold another one of its type. */
        private JsonForm form() {
            var known = form;
            if (known == null) {
                known = JsonForms.of(type);
                form = known;
            }
            return known;
        }

        private boolean isOptional() {
            return accessor.getReturnType() == Optional.class;
        }

        private @Nullable Object absent() {
            if (accessor.getReturnType().isPrimitive()) {
                throw new JsonException("'" + name + "' is missing");
            }
            if (accessor.getReturnType() == List.class) {
                return List.of();
            }
            return isOptional() ? Optional.empty() : null;
        }

        private void write(Object value, Map<String, Json> json) {
            var component = get(value);
            if (component != null && !(component instanceof Optional<?> optional && optional.isEmpty())) {
                json.put(name, form().write(component));
            }
        }

        private @Nullable Object get(Object value) {
            try {
                return accessor.invoke(value);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("a component cannot be read: " + accessor, e);
            }
        }

        private @Nullable Object read(@Nullable Json json) {
            if (json == null) {
                return absent();
            }
            try {
                return json instanceof Json.Null && isOptional() ? Optional.empty() : form().read(json);
            } catch (JsonException e) {
                throw new JsonException("'" + name + "': " + e.getMessage(), e);
            }
        }
    }

    RecordForm(Class<?> type) {
        var components = type.getRecordComponents();
        this.type = type;
        this.members = Arrays.stream(components).map(Member::new).toList();
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
            this.constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every record has its canonical constructor", e);
        }
    }

    @Override
    public Json write(Object value) {
        var json = new LinkedHashMap<String, Json>();
        write(value, json);
        return new Json.Obj(json);
    }

    void write(Object value, Map<String, Json> json) {
        members.forEach(member -> member.write(value, json));
    }

    @Override
    public Object read(Json json) {
        return read(json.asObject(), 0);
    }

    /** @param others how many members of the object do not belong to the record */
    Object read(Json.Obj object, int others) {
        var values = new @Nullable Object[members.size()];
        var found = others;
        for (var i = 0; i < values.length; i++) {
            var member = members.get(i);
            var json = object.members().get(member.name);
            found += json == null ? 0 : 1;
            values[i] = member.read(json);
        }
        if (found < object.members().size()) {
            throw new JsonException("unknown members: " + unknown(object));
        }
        return make(values);
    }

    private List<String> unknown(Json.Obj object) {
        var known = members.stream().map(member -> member.name).toList();
        return object.members().keySet().stream()
                .filter(name -> !known.contains(name) && !name.equals(JsonForms.KIND))
                .toList();
    }

    private Object make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new JsonException("not a " + type.getSimpleName() + ": " + e.getCause(), e);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
