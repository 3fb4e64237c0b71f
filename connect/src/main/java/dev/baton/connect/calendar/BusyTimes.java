package dev.baton.connect.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.util.ICalDate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;

/**
 * When the events of a calendar take up time. Series are followed, single dates of them that were changed count as
 * changed; cancelled and transparent events take none. Dates without a time and times without a zone are taken as UTC.
 *
 * @param within nothing outside of it is told
 */
record BusyTimes(Span within) {
    private static final int MOST_DATES = 10_000;

    /** In order, with what touches or overlaps told as one. */
    List<Span> of(List<ICalendar> calendars) {
        var spans = new ArrayList<Span>();
        calendars.forEach(calendar -> add(calendar, spans));
        spans.sort(Comparator.comparing(Span::from));
        var merged = new ArrayList<Span>();
        for (var span : spans) {
            if (!merged.isEmpty() && !merged.getLast().to().isBefore(span.from())) {
                var last = merged.removeLast();
                merged.add(new Span(last.from(), last.to().isAfter(span.to()) ? last.to() : span.to()));
            } else {
                merged.add(span);
            }
        }
        return List.copyOf(merged);
    }

    private void add(ICalendar calendar, List<Span> spans) {
        var changed = new HashSet<Instant>();
        for (var event : calendar.getEvents()) {
            if (event.getRecurrenceId() != null) {
                changed.add(instant(event.getRecurrenceId()));
            }
        }
        for (var event : calendar.getEvents()) {
            if (takesTime(event)) {
                addDates(calendar, event, event.getRecurrenceId() == null ? changed : Set.of(), spans);
            }
        }
    }

    private static boolean takesTime(VEvent event) {
        var cancelled = event.getStatus() != null && event.getStatus().isCancelled();
        var transparent =
                event.getTransparency() != null && event.getTransparency().isTransparent();
        return event.getDateStart() != null && !cancelled && !transparent;
    }

    private void addDates(ICalendar calendar, VEvent event, Set<Instant> changed, List<Span> spans) {
        var start = instant(event.getDateStart());
        var length = length(event, start);
        if (event.getRecurrenceRule() == null && event.getRecurrenceDates().isEmpty()) {
            add(start, length, changed, spans);
            return;
        }
        var dates = event.getDateIterator(zone(calendar, event));
        dates.advanceTo(Date.from(within.from().minus(length)));
        for (var number = 0; number < MOST_DATES && dates.hasNext(); number++) {
            var date = dates.next().toInstant();
            if (!date.isBefore(within.to())) {
                return;
            }
            add(date, length, changed, spans);
        }
    }

    private void add(Instant start, Duration length, Set<Instant> changed, List<Span> spans) {
        if (length.isZero() || changed.contains(start)) {
            return;
        }
        var span = new Span(start, start.plus(length));
        if (span.overlaps(within)) {
            spans.add(span.within(within));
        }
    }

    private static TimeZone zone(ICalendar calendar, VEvent event) {
        return Optional.ofNullable(calendar.getTimezoneInfo().getTimezone(event.getDateStart()))
                .map(assignment -> assignment.getTimeZone())
                .orElse(Events.UTC);
    }

    private static Duration length(VEvent event, Instant start) {
        if (event.getDateEnd() != null) {
            var length = Duration.between(start, instant(event.getDateEnd()));
            return length.isNegative() ? Duration.ZERO : length;
        }
        if (event.getDuration() != null) {
            return Duration.ofMillis(event.getDuration().getValue().toMillis());
        }
        return event.getDateStart().getValue().hasTime() ? Duration.ZERO : Duration.ofDays(1);
    }

    static Instant instant(DateOrDateTimeProperty property) {
        ICalDate date = property.getValue();
        return date.hasTime() || date.getRawComponents() == null
                ? date.toInstant()
                : date.getRawComponents().toDate(Events.UTC).toInstant();
    }
}
