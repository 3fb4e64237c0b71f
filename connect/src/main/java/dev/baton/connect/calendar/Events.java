package dev.baton.connect.calendar;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;
import biweekly.property.RawProperty;
import biweekly.property.Status;
import dev.baton.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;

/** Events as texts of iCalendar (RFC 5545): read, made and changed. */
final class Events {
    /** The id of an effect that was done to the event. */
    private static final String EFFECT = "X-BATON-EFFECT";
    /** When the event was before that effect moved it. */
    private static final String BEFORE = "X-BEFORE";

    static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private Events() {}

    /** @throws IllegalArgumentException when it is no calendar */
    static ICalendar read(String text) {
        try (var reader = new ICalReader(text)) {
            reader.setDefaultTimezone(UTC);
            var calendar = reader.readNext();
            if (calendar == null) {
                throw new IllegalArgumentException("it is no calendar");
            }
            return calendar;
        } catch (IOException | RuntimeException e) {
            // the library says many things about texts that it cannot read, and none is of use here
            throw new IllegalArgumentException("it is no calendar");
        }
    }

    static String written(ICalendar calendar) {
        return Biweekly.write(calendar).version(ICalVersion.V2_0).go();
    }

    static ICalendar made(String uid, Json.Obj args, Span span, String effect, Instant now) {
        var event = new VEvent();
        event.setUid(uid);
        event.setSummary(args.textAt("title").orElse(""));
        args.textAt("description").ifPresent(event::setDescription);
        args.textAt("location").ifPresent(event::setLocation);
        event.setDateStart(Date.from(span.from()));
        event.setDateEnd(Date.from(span.to()));
        event.setStatus(Status.confirmed());
        event.setSequence(0);
        event.setCreated(Date.from(now));
        stamp(event, effect, now);
        var calendar = new ICalendar();
        calendar.addEvent(event);
        return calendar;
    }

    static void move(VEvent event, Span from, Span to, String effect, Instant now) {
        event.setDuration((biweekly.property.DurationProperty) null);
        event.setDateStart(Date.from(to.from()));
        event.setDateEnd(Date.from(to.to()));
        event.incrementSequence();
        stamp(event, effect, now).setParameter(BEFORE, from.toString());
    }

    static void cancel(VEvent event, String effect, Instant now) {
        event.setStatus(Status.cancelled());
        event.incrementSequence();
        stamp(event, effect, now);
    }

    private static RawProperty stamp(VEvent event, String effect, Instant now) {
        event.setDateTimeStamp(Date.from(now));
        event.setLastModified(Date.from(now));
        return event.addExperimentalProperty(EFFECT, effect);
    }

    /** Whether this effect was done to the event before. */
    static boolean carries(VEvent event, String effect) {
        return mark(event, effect).isPresent();
    }

    /** When the event was before this effect moved it. */
    static Optional<Span> before(VEvent event, String effect) {
        return mark(event, effect)
                .flatMap(mark -> Optional.ofNullable(mark.getParameter(BEFORE)))
                .map(Span::parse);
    }

    private static Optional<RawProperty> mark(VEvent event, String effect) {
        return event.getExperimentalProperties(EFFECT).stream()
                .filter(mark -> effect.equals(mark.getValue()))
                .findFirst();
    }

    /** The event alone in its calendar. @throws IllegalArgumentException when it is one of a series, or none */
    static VEvent single(ICalendar calendar) {
        List<VEvent> events = calendar.getEvents();
        if (events.size() != 1 || events.getFirst().getRecurrenceRule() != null) {
            throw new IllegalArgumentException("it repeats, and only single events are moved or cancelled");
        }
        return events.getFirst();
    }
}
