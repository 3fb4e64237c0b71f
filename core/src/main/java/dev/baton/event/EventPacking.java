package dev.baton.event;

import dev.baton.json.Digest;
import dev.baton.json.Json;
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
        return Json.array(events.stream().map(EventPacking::toJson).toList()).canonical();
    }

    public static List<ChainedEvent> unpack(byte[] row) {
        return Json.parse(new String(row, StandardCharsets.UTF_8)).asArray().stream()
                .map(EventPacking::fromJson)
                .toList();
    }

    private static Json toJson(ChainedEvent event) {
        var json = Json.object("type", Json.text(event.type()))
                .with("at", Json.time(event.at()))
                .with("by", event.by())
                .with("hash", event.hash().hex());
        var ruled = event.rule().map(rule -> json.with("rule", rule)).orElse(json);
        return event.contents()
                .map(contents -> ruled.with("salt", contents.salt()).with("payload", contents.payload()))
                .orElseGet(() -> ruled.with("contents", event.contentsDigest().hex()));
    }

    private static ChainedEvent fromJson(Json row) {
        var contents = row.textAt("salt")
                .map(salt -> new ChainedEvent.Contents(
                        salt, row.get("payload").orElseThrow().asObject()));
        return new ChainedEvent(
                text(row, "type"),
                Instant.parse(text(row, "at")),
                text(row, "by"),
                row.textAt("rule"),
                contents,
                contents.map(ChainedEvent.Contents::digest).orElseGet(() -> new Digest(text(row, "contents"))),
                new Digest(text(row, "hash")));
    }

    private static String text(Json row, String name) {
        return row.textAt(name).orElseThrow(() -> new IllegalStateException("a stored event lacks its " + name));
    }
}
