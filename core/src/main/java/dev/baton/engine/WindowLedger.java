package dev.baton.engine;

import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.run.WindowChange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What counts in one sum over time. Every so often what still counts is summed up in one event, to which every later one
 * points, so that reading costs what is in the window and not what ever was.
 *
 * @param base the revision of the latest summary, 0 before the first
 * @param since how far back the summary reaches
 */
record WindowLedger(StreamHead head, long base, Instant since, Map<String, Entry> entries) {
    static final WindowLedger EMPTY = new WindowLedger(StreamHead.EMPTY, 0, Instant.MIN, Map.of());

    private static final String RESERVED = "Reserved";
    private static final String RELEASED = "Released";
    private static final String SUMMED = "Summed";
    private static final int FEWEST_BETWEEN = 64;

    /** What one effect adds, and when it was intended. */
    record Entry(Instant at, BigDecimal amount) {}

    /** The revision of the summary to which an event points. */
    static long base(RecordedEvent event) {
        return event.type().equals(SUMMED) ? event.revision() : whole(payload(event), "base");
    }

    /** Of all events, as if there were no summaries. */
    static WindowLedger whole(List<RecordedEvent> events) {
        return EMPTY.and(
                events.stream().filter(event -> !event.type().equals(SUMMED)).toList());
    }

    WindowLedger and(List<RecordedEvent> events) {
        if (events.isEmpty()) {
            return this;
        }
        var counted = new LinkedHashMap<>(entries);
        var from = base;
        var reach = since;
        for (var event : events) {
            var payload = payload(event);
            switch (event.type()) {
                case RESERVED -> counted.put(text(payload, "effect"), new Entry(event.at(), amount(payload)));
                case RELEASED -> counted.remove(text(payload, "effect"));
                case SUMMED -> {
                    counted.clear();
                    payload.get("entries")
                            .orElseThrow()
                            .asArray()
                            .forEach(entry ->
                                    counted.put(text(entry, "effect"), new Entry(time(entry, "at"), amount(entry))));
                    from = event.revision();
                    reach = time(payload, "since");
                }
                default -> throw new JsonException("there is no window event '" + event.type() + "'");
            }
        }
        return new WindowLedger(events.getLast().head(), from, reach, counted);
    }

    boolean reaches(Instant from) {
        return !since.isAfter(from);
    }

    /** The sum of what was intended after a time. */
    BigDecimal total(Instant from) {
        var total = BigDecimal.ZERO;
        for (var entry : entries.values()) {
            if (entry.at().isAfter(from)) {
                total = total.add(entry.amount());
            }
        }
        return total;
    }

    /** The events that say what changes, by type and in order, a summary before them when it is time for one. */
    Map<String, List<Json.Obj>> payloads(List<WindowChange> changes, Instant now) {
        var payloads = new LinkedHashMap<String, List<Json.Obj>>();
        var longest = changes.stream()
                .flatMap(change -> change instanceof WindowChange.Reserve reserve
                        ? java.util.stream.Stream.of(reserve.over())
                        : java.util.stream.Stream.empty())
                .max(Duration::compareTo);
        var at = base;
        if (longest.isPresent() && isWorthASummary(now.minus(longest.get()))) {
            payloads.put(SUMMED, List.of(summary(now.minus(longest.get()))));
            at = head.revision() + 1;
        }
        for (var change : changes) {
            var payload = Json.object("effect", Json.text(change.effect())).with("base", Json.number(at));
            switch (change) {
                case WindowChange.Reserve reserve ->
                    payloads.computeIfAbsent(RESERVED, missing -> new ArrayList<>())
                            .add(payload.with("amount", reserve.amount().toPlainString())
                                    .with("window", reserve.window()));
                case WindowChange.Release ignored ->
                    payloads.computeIfAbsent(RELEASED, missing -> new ArrayList<>())
                            .add(payload);
            }
        }
        return payloads;
    }

    /** When at least half of what has to be read is of no use any more, so that summing up stays cheap in the long run. */
    private boolean isWorthASummary(Instant from) {
        var between = head.revision() - base;
        return between >= FEWEST_BETWEEN
                && between
                        >= FEWEST_BETWEEN
                                + entries.values().stream()
                                        .filter(entry -> entry.at().isAfter(from))
                                        .count();
    }

    private Json.Obj summary(Instant from) {
        var live = new ArrayList<Json>();
        entries.forEach((effect, entry) -> {
            if (entry.at().isAfter(from)) {
                live.add(Json.object("effect", Json.text(effect))
                        .with("at", Json.time(entry.at()))
                        .with("amount", entry.amount().toPlainString()));
            }
        });
        return Json.object("since", Json.time(from)).with("entries", Json.array(live));
    }

    private static Json.Obj payload(RecordedEvent event) {
        return event.event()
                .contents()
                .orElseThrow(() -> new JsonException("the contents of " + event.stream() + " were erased"))
                .payload()
                .asObject();
    }

    private static String text(Json json, String name) {
        return json.textAt(name).orElseThrow(() -> new JsonException("a window event has no " + name));
    }

    private static BigDecimal amount(Json json) {
        return new BigDecimal(text(json, "amount"));
    }

    private static Instant time(Json json, String name) {
        return Instant.parse(text(json, name));
    }

    private static long whole(Json json, String name) {
        return json.get(name).orElse(Json.number(0)) instanceof Json.Whole whole ? whole.value() : 0;
    }
}
