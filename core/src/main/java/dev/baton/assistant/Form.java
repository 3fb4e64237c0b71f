package dev.baton.assistant;

import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A form while it is being filled.
 *
 * @param asked the field that the last question was about
 */
public record Form(Topic topic, Map<String, Known> known, Optional<String> asked) {

    /** @param shown what a check found, in words */
    public record Known(Json value, Optional<String> shown) {}

    public Form {
        known = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(known));
    }

    static Form of(Topic topic) {
        return new Form(topic, Map.of(), Optional.empty());
    }

    Form with(String field, Known value) {
        var copy = new LinkedHashMap<>(known);
        copy.put(field, value);
        return new Form(topic, copy, asked.filter(other -> !other.equals(field)));
    }

    Form without(String field) {
        var copy = new LinkedHashMap<>(known);
        copy.remove(field);
        return new Form(topic, copy, asked);
    }

    Form asking(String field) {
        return new Form(topic, known, Optional.of(field));
    }

    Form quiet() {
        return new Form(topic, known, Optional.empty());
    }

    Optional<Json> value(String field) {
        return Optional.ofNullable(known.get(field)).map(Known::value);
    }
}
