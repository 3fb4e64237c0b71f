package dev.baton.store;

import dev.baton.event.ViewStore.Row;
import dev.baton.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/** A row of a view whose body is turned into JSON by whoever asked for it. */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of every row would be waste
public record StoredViewRow(String id, String state, String subject, Instant at, byte[] body, String words) {
    public Row unpack() {
        var json = Json.parse(new String(body, StandardCharsets.UTF_8)).asObject();
        return new Row(id, state, subject, at, json, words.isEmpty() ? Set.of() : Set.of(words.split(" ")));
    }

    /** The words of a row as one text. */
    public static String words(Row row) {
        return String.join(" ", row.words());
    }
}
