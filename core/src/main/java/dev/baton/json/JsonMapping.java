package dev.baton.json;

/**
 * Records to {@link Json} and back, by component name. A value of a sealed interface carries the simple name of its
 * record as {@code kind}; empty optionals are left out, and a list that is missing (what was stored before there was
 * one) is empty; unknown members are refused. What is stored is therefore exactly what the records say, without an
 * annotation on any of them. A record with a static {@code parse(String)} is written as its {@code toString()}.
 *
 * <p>Every event of every run goes through here, straight from the record to JSON and back.
 */
public final class JsonMapping {
    private JsonMapping() {}

    /** The object that stands for a record; {@code type} is the declared type, so that a sealed one is named. */
    public static <T> Json toJson(Class<T> type, T value) {
        return JsonForms.of(type).write(value);
    }

    /** The object that stands for a record. */
    public static <T extends Record> Json.Obj toJson(T value) {
        return JsonForms.of(value.getClass()).write(value).asObject();
    }

    /** @throws JsonException naming the member that does not fit */
    public static <T> T fromJson(Json json, Class<T> type) {
        try {
            return type.cast(JsonForms.of(type).read(json));
        } catch (JsonException e) {
            throw new JsonException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
