package dev.baton.json;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An immutable JSON value.
 *
 * <p>Numbers are {@link Whole} when they are integers within ±2<sup>53</sup>, else {@link Decimal}. An integer beyond
 * that range cannot be told apart from its neighbours by the many readers that hold numbers as doubles, so {@link
 * JsonText} reads it as a {@link Text}: an identifier survives, and arithmetic on it is impossible by mistake.
 */
public sealed interface Json {

    /** The largest integer that every JSON reader holds exactly. */
    long MAX_SAFE_INTEGER = (1L << 53) - 1;

    record Null() implements Json {
        public static final Null INSTANCE = new Null();
    }

    record Bool(boolean value) implements Json {
        public static final Bool TRUE = new Bool(true);
        public static final Bool FALSE = new Bool(false);
    }

    record Whole(long value) implements Json {
        public Whole {
            if (Math.abs(value) > MAX_SAFE_INTEGER) {
                throw new IllegalArgumentException("the integer " + value + " is beyond 2^53; carry it as text");
            }
        }
    }

    /** A finite number that is not written as an integer. {@link Json#number(double)} tells them apart. */
    record Decimal(double value) implements Json {
        public Decimal {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("JSON has no " + value);
            }
            if (CanonicalJson.isSpelledAsInteger(value)) {
                throw new IllegalArgumentException(value + " is written as an integer and would be read back as one");
            }
        }
    }

    /** Half of a surrogate pair, which no UTF-8 can carry, becomes U+FFFD, so that what is stored equals what was meant. */
    record Text(String value) implements Json {
        public Text {
            value = WellFormed.text(value);
        }
    }

    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    /** Members in the order in which they were given; equality ignores the order. */
    record Obj(Map<String, Json> members) implements Json {
        public static final Obj EMPTY = new Obj(Map.of());

        public Obj {
            members = Collections.unmodifiableMap(WellFormed.names(members));
        }

        public Optional<Json> member(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** This object with one more (or another) member. */
        public Obj with(String name, Json value) {
            var copy = new LinkedHashMap<>(members);
            copy.put(name, value);
            return new Obj(copy);
        }

        public Obj with(String name, String value) {
            return with(name, new Text(value));
        }

        public Obj without(String name) {
            var copy = new LinkedHashMap<>(members);
            copy.remove(name);
            return new Obj(copy);
        }
    }

    static Text text(String value) {
        return new Text(value);
    }

    static Bool bool(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    /** An integer; beyond 2<sup>53</sup> it becomes text, see {@link Json}. */
    static Json number(long value) {
        return value >= -MAX_SAFE_INTEGER && value <= MAX_SAFE_INTEGER
                ? new Whole(value)
                : new Text(Long.toString(value));
    }

    /**
     * A number. One that is written as an integer becomes what that integer is read as: a {@link Whole}, or text beyond
     * 2<sup>53</sup>; otherwise it would change, and its digest with it, by being stored.
     */
    static Json number(double value) {
        if (!CanonicalJson.isSpelledAsInteger(value)) {
            return new Decimal(value);
        }
        return Math.abs(value) <= MAX_SAFE_INTEGER
                ? new Whole((long) value)
                : new Text(CanonicalJson.ecmaScript(value));
    }

    static Arr array(Json... items) {
        return new Arr(List.of(items));
    }

    static Arr array(Collection<? extends Json> items) {
        return new Arr(List.copyOf(items));
    }

    static Arr texts(Collection<String> items) {
        return new Arr(items.stream().<Json>map(Json::text).toList());
    }

    static Obj object() {
        return Obj.EMPTY;
    }

    static Obj object(String name, Json value) {
        return new Obj(Map.of(name, value));
    }

    static Obj object(Map<String, ? extends Json> members) {
        return new Obj(new LinkedHashMap<>(members));
    }

    /**
     * The JSON form of a plain Java value: null, Boolean, Number, String, Map, Iterable, Optional (empty is null),
     * Instant and Duration (ISO 8601 text), or a {@code Json}.
     *
     * @throws IllegalArgumentException for any other class
     */
    static Json of(@org.jspecify.annotations.Nullable Object value) {
        return PlainValues.toJson(value);
    }

    /** Reads one JSON document. @throws JsonException with line and column when the text is not JSON */
    static Json parse(String text) {
        return JsonText.parse(text);
    }

    /**
     * The value as plain Java: null, Boolean, Long, Double, String, List and Map (both unmodifiable, null members
     * kept). The form that expressions read.
     */
    default @org.jspecify.annotations.Nullable Object toPlain() {
        return PlainValues.toPlain(this);
    }

    /** The member of an object; empty for anything that is not an object or lacks it. */
    default Optional<Json> get(String name) {
        return this instanceof Obj object ? object.member(name) : Optional.empty();
    }

    /** The text of a member that is a {@link Text}. */
    default Optional<String> textAt(String name) {
        return get(name).flatMap(Json::asText);
    }

    default Optional<String> asText() {
        return this instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** @throws JsonException when this is not an object */
    default Obj asObject() {
        if (this instanceof Obj object) {
            return object;
        }
        throw new JsonException("expected an object but found " + kind());
    }

    /** @throws JsonException when this is not an array */
    default List<Json> asArray() {
        if (this instanceof Arr array) {
            return array.items();
        }
        throw new JsonException("expected an array but found " + kind());
    }

    /** The JSON Schema type name of this value. */
    default String kind() {
        return switch (this) {
            case Null ignored -> "null";
            case Bool ignored -> "boolean";
            case Whole ignored -> "integer";
            case Decimal ignored -> "number";
            case Text ignored -> "string";
            case Arr ignored -> "array";
            case Obj ignored -> "object";
        };
    }

    /** Compact JSON text, members in their order. */
    default String write() {
        return JsonText.write(this);
    }

    /** Canonical JSON (RFC 8785): one spelling for one value, the form that is hashed and stored. */
    default byte[] canonical() {
        return CanonicalJson.write(this);
    }

    static Json time(Instant instant) {
        return new Text(instant.toString());
    }

    static Json duration(Duration duration) {
        return new Text(duration.toString());
    }
}
