package dev.baton.assistant;

import dev.baton.json.Json;
import java.util.List;
import java.util.Set;

/** What a message says about one field. */
sealed interface FieldReading {

    record Nothing() implements FieldReading {
        static final Nothing INSTANCE = new Nothing();
    }

    /** The message gives the field this value. */
    record Said(Json value) implements FieldReading {}

    /** The message says what it is not. */
    record Denied(Set<Json> values) implements FieldReading {}

    /** The message names several values, of which a field takes one. */
    record Several(List<Json> values) implements FieldReading {}

    /** A piece of the message was meant for the field but cannot be one of its values. */
    record Malformed(String piece) implements FieldReading {}
}
