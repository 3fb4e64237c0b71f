package dev.baton.expression;

import dev.baton.json.Json;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list as CEL reads it. A {@link CelValue} for the same reason as {@link ObjectView}. */
final class ListView extends CelValue implements List<Object>, RandomAccess {
    private static final CelType TYPE = ListType.create(SimpleType.DYN);

    @SuppressWarnings("Immutable") // it is: a list of JSON, or one that nobody else holds any more
    private final List<Object> items;

    private ListView(List<Object> items) {
        this.items = items;
    }

    /** The items of an array, converted when asked. */
    static ListView of(Json.Arr array, Steps steps) {
        return new ListView(new JsonItems(array, steps));
    }

    /** Items that an expression has made. */
    static ListView of(List<Object> items) {
        return new ListView(Collections.unmodifiableList(items));
    }

    /** The array that this is a view of. */
    Optional<Json.Arr> json() {
        return items instanceof JsonItems json ? Optional.of(json.array) : Optional.empty();
    }

    private static final class JsonItems extends AbstractList<Object> implements RandomAccess {
        private final Json.Arr array;
        private final Steps steps;

        JsonItems(Json.Arr array, Steps steps) {
            this.array = array;
            this.steps = steps;
        }

        @Override
        public Object get(int index) {
            return CelValues.view(array.items().get(index), steps);
        }

        @Override
        public int size() {
            return array.items().size();
        }
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return items.isEmpty();
    }

    @Override
    public CelType celType() {
        return TYPE;
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public boolean isEmpty() {
        return items.isEmpty();
    }

    @Override
    public boolean contains(@Nullable Object item) {
        return items.contains(item);
    }

    @Override
    public Iterator<Object> iterator() {
        return items.iterator();
    }

    @Override
    public Object[] toArray() {
        return items.toArray();
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return items.toArray(array);
    }

    @Override
    public boolean containsAll(Collection<?> other) {
        return items.containsAll(other);
    }

    @Override
    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int indexOf(@Nullable Object item) {
        return items.indexOf(item);
    }

    @Override
    public int lastIndexOf(@Nullable Object item) {
        return items.lastIndexOf(item);
    }

    @Override
    public ListIterator<Object> listIterator() {
        return items.listIterator();
    }

    @Override
    public ListIterator<Object> listIterator(int index) {
        return items.listIterator(index);
    }

    @Override
    public List<Object> subList(int from, int to) {
        return items.subList(from, to);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof List<?> && items.equals(other);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    @Override
    public String toString() {
        return "a list of " + size();
    }

    @Override
    public boolean add(Object item) {
        throw unchanging();
    }

    @Override
    public void add(int index, Object item) {
        throw unchanging();
    }

    @Override
    public boolean addAll(Collection<? extends Object> more) {
        throw unchanging();
    }

    @Override
    public boolean addAll(int index, Collection<? extends Object> more) {
        throw unchanging();
    }

    @Override
    public boolean remove(@Nullable Object item) {
        throw unchanging();
    }

    @Override
    public Object remove(int index) {
        throw unchanging();
    }

    @Override
    public boolean removeAll(Collection<?> other) {
        throw unchanging();
    }

    @Override
    public boolean retainAll(Collection<?> other) {
        throw unchanging();
    }

    @Override
    public Object set(int index, Object item) {
        throw unchanging();
    }

    @Override
    public void clear() {
        throw unchanging();
    }

    private static UnsupportedOperationException unchanging() {
        return new UnsupportedOperationException("values of an expression do not change");
    }
}
