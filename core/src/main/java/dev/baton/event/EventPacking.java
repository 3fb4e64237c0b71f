package dev.baton.event;

import dev.baton.json.CanonicalObject;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * How the events of one commit and stream become the bytes of one row: canonical JSON, so that every store holds the
 * same and a person can read it with any tool.
 */
public final class EventPacking {
    private EventPacking() {}

    public static byte[] pack(List<ChainedEvent> events) {
        var row = new ByteArrayOutputStream(1024 * events.size());
        var separator = '[';
        for (var event : events) {
            row.write(separator);
            row.writeBytes(pack(event));
            separator = ',';
        }
        row.writeBytes(events.isEmpty() ? new byte[] {'[', ']'} : new byte[] {']'});
        return row.toByteArray();
    }

    public static List<ChainedEvent> unpack(byte[] row) {
        return Json.parse(new String(row, StandardCharsets.UTF_8)).asArray().stream()
                .map(EventPacking::fromJson)
                .toList();
    }

    private static byte[] pack(ChainedEvent event) {
        var json = new CanonicalObject().with("at", event.at().toString());
        event.contents().ifPresent(contents -> json.with("by", contents.by()));
        json.with("contents", event.contentsDigest().hex());
        event.erased().ifPresent(time -> json.with("erased", time.toString()));
        json.with("hash", event.hash().hex());
        event.contents().ifPresent(contents -> json.withSpelled("payload", contents.spelledPayload()));
        event.rule().ifPresent(rule -> json.with("rule", rule));
        event.contents().ifPresent(contents -> json.with("salt", contents.salt()));
        return json.with("type", event.type()).bytes();
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
