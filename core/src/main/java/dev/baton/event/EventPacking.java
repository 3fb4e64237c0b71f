package dev.baton.event;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * How the events of one commit and stream become the bytes of one row: canonical JSON, so that every store holds the
 * same and a person can read it with any tool.
 */
public final class EventPacking {
    private EventPacking() {}

    public static byte[] pack(List<ChainedEvent> events) {
        return Json.array(events.stream().map(EventPacking::toJson).toList()).canonical();
    }

    public static List<ChainedEvent> unpack(byte[] row) {
        return Json.parse(new String(row, StandardCharsets.UTF_8)).asArray().stream()
                .map(EventPacking::fromJson)
                .toList();
    }

    private static Json toJson(ChainedEvent event) {
        var json = new LinkedHashMap<String, Json>();
        json.put("type", Json.text(event.type()));
        json.put("at", Json.time(event.at()));
        json.put("contents", Json.text(event.contentsDigest().hex()));
        json.put("hash", Json.text(event.hash().hex()));
        event.rule().ifPresent(rule -> json.put("rule", Json.text(rule)));
        event.contents().ifPresent(contents -> {
            json.put("by", Json.text(contents.by()));
            json.put("salt", Json.text(contents.salt()));
            json.put("payload", contents.payload());
        });
        event.erased().ifPresent(time -> json.put("erased", Json.time(time)));
        return new Json.Obj(json);
    }

    private static ChainedEvent fromJson(Json row) {
        var contents = row.textAt("salt").map(salt -> new ChainedEvent.Contents(salt, text(row, "by"), payload(row)));
        return new ChainedEvent(
                text(row, "type"),
                Instant.parse(text(row, "at")),
                row.textAt("rule"),
                contents,
                row.textAt("erased").map(Instant::parse),
                new Digest(text(row, "contents")),
                new Digest(text(row, "hash")));
    }

    private static Json.Obj payload(Json row) {
        return row.get("payload").orElseThrow(() -> lacks("payload")).asObject();
    }

    private static String text(Json row, String name) {
        return row.textAt(name).orElseThrow(() -> lacks(name));
    }

    private static IllegalStateException lacks(String name) {
        return new IllegalStateException("a stored event lacks its " + name);
    }
}
