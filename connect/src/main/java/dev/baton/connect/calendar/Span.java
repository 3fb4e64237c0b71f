package dev.baton.connect.calendar;

import dev.baton.json.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** A time with an end. */
record Span(Instant from, Instant to) {
    Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("'from' is before 'to'");
        }
    }

    /** What {@code from} and {@code to} of the arguments say, to the second. */
    static Span of(Json.Obj args) {
        return new Span(instant(args, "from"), instant(args, "to"));
    }

    private static Instant instant(Json.Obj args, String name) {
        var text = args.textAt(name).orElse("");
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a time with its offset, as in 2026-03-01T09:00:00+01:00");
        }
    }

    boolean overlaps(Span other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    Span within(Span bounds) {
        return new Span(from.isBefore(bounds.from) ? bounds.from : from, to.isAfter(bounds.to) ? bounds.to : to);
    }

    Json.Obj json() {
        return Json.object("from", Json.text(from.toString())).with("to", to.toString());
    }

    /** As one text, to be kept within an event. */
    @Override
    public String toString() {
        return from + "/" + to;
    }

    static Span parse(String text) {
        var slash = text.indexOf('/');
        return new Span(Instant.parse(text.substring(0, slash)), Instant.parse(text.substring(slash + 1)));
    }
}
