package dev.baton.expression;

import dev.baton.json.Json;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as CEL reads it, converted member by member when asked. Being a {@link CelValue} it is taken as it is:
 * CEL walks through every element of any other map each time an expression touches it, which made the cost of {@code
 * order.id} depend on the size of the order.
 */
final class ObjectView extends CelValue implements Map<String, Object> {
    private static final CelType TYPE = MapType.create(SimpleType.DYN, SimpleType.DYN);

    @SuppressWarnings("Immutable") // it is, but carries no annotation that says so
    private final Json.Obj object;

    @SuppressWarnings("Immutable") // belongs to one evaluation, as this view does
    private final Steps steps;

    ObjectView(Json.Obj object, Steps steps) {
        this.object = object;
        this.steps = steps;
    }

    Json.Obj json() {
        return object;
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return isEmpty();
    }

    @Override
    public CelType celType() {
        return TYPE;
    }

    @Override
    public int size() {
        return object.members().size();
    }

    @Override
    public boolean isEmpty() {
        return object.members().isEmpty();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return object.members().containsKey(key);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        var member = object.members().get(key);
        return member == null ? null : CelValues.view(member, steps);
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return values().contains(value);
    }

    @Override
    public Set<String> keySet() {
        return object.members().keySet();
    }

    @Override
    public Collection<Object> values() {
        return object.members().values().stream()
                .map(member -> CelValues.view(member, steps))
                .toList();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return object.members().entrySet().stream()
                        .map(member -> Map.entry(member.getKey(), CelValues.view(member.getValue(), steps)))
                        .iterator();
            }

            @Override
            public int size() {
                return ObjectView.this.size();
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Map<?, ?> map && map.entrySet().equals(entrySet());
    }

    @Override
    public int hashCode() {
        return entrySet().hashCode();
    }

    @Override
    public String toString() {
        return "an object with " + keySet();
    }

    @Override
    public @Nullable Object put(String key, Object value) {
        throw new UnsupportedOperationException("values of an expression do not change");
    }

    @Override
    public @Nullable Object remove(@Nullable Object key) {
        throw new UnsupportedOperationException("values of an expression do not change");
    }

    @Override
    public void putAll(Map<? extends String, ? extends Object> map) {
        throw new UnsupportedOperationException("values of an expression do not change");
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("values of an expression do not change");
    }
}
