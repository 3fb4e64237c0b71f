package dev.baton.connect.calendar;

import biweekly.ICalendar;
import dev.baton.connect.http.Exchange;
import dev.baton.connect.http.HttpAccess;
import dev.baton.connect.http.Origin;
import dev.baton.connect.http.Outgoing;
import dev.baton.connect.http.Percent;
import dev.baton.principal.Principal;
import dev.baton.tool.Access;
import dev.baton.tool.ToolCall;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests to one collection.
 *
 * @param collection its address, ending in a slash
 */
record CalDav(HttpAccess http, URI collection) {
    private static final int LARGEST_ANSWER = 8 << 20;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Map<String, String> XML = Map.of("Content-Type", "application/xml; charset=utf-8");

    /** An event where it is kept, in a certain state. */
    record Kept(URI at, String etag, ICalendar calendar) {}

    /** What a request gave, or what it came to instead. */
    sealed interface Answer<T> {
        record Got<T>(T value) implements Answer<T> {}

        record Else<T>(Exchange exchange) implements Answer<T> {}

        /** Answered, but nothing can be made of it. */
        record Senseless<T>(String reason) implements Answer<T> {}
    }

    Exchange ask(Duration timeout) throws InterruptedException {
        var body = "<propfind xmlns=\"DAV:\"><prop><resourcetype/></prop></propfind>";
        var request = request("PROPFIND", collection, Map.of("Depth", "0"), Optional.of(body), timeout);
        return http.send(request, Access.READ, Principal.SYSTEM);
    }

    /** Every event that takes up time within. */
    Answer<List<Kept>> within(Span span, ToolCall call) throws InterruptedException {
        return query(
                "<c:time-range start=\"" + time(span.from()) + "\" end=\"" + time(span.to()) + "\"/>",
                Access.READ,
                call);
    }

    /** The event with this UID, by the credentials of who is about to change it. */
    Answer<List<Kept>> withUid(String uid, ToolCall call) throws InterruptedException {
        return query(
                "<c:prop-filter name=\"UID\"><c:text-match collation=\"i;octet\">" + escaped(uid)
                        + "</c:text-match></c:prop-filter>",
                Access.WRITE,
                call);
    }

    private Answer<List<Kept>> query(String filter, Access access, ToolCall call) throws InterruptedException {
        var body = "<c:calendar-query xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\">"
                + "<d:prop><d:getetag/><c:calendar-data/></d:prop>"
                + "<c:filter><c:comp-filter name=\"VCALENDAR\"><c:comp-filter name=\"VEVENT\">" + filter
                + "</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>";
        var request = request("REPORT", collection, Map.of("Depth", "1"), Optional.of(body), call.timeout());
        var exchange = http.send(request, access, call.principal());
        if (!(exchange instanceof Exchange.Answered answer) || answer.status() != 207) {
            return new Answer.Else<>(exchange);
        }
        return switch (answer.body()) {
            case Exchange.Body.Text(var text) -> kept(text);
            case Exchange.Body.Unreadable(var reason) -> new Answer.Senseless<>(reason);
            case Exchange.Body.CutOff() -> new Answer.Else<>(new Exchange.Lost("the answer was cut off"));
        };
    }

    private Answer<List<Kept>> kept(String text) {
        try {
            var found = new ArrayList<Kept>();
            for (var entry : MultiStatus.parse(text).entries()) {
                if (entry.data().isPresent()) {
                    found.add(new Kept(
                            within(entry.href()),
                            entry.etag().orElse(""),
                            Events.read(entry.data().get())));
                }
            }
            return new Answer.Got<>(found);
        } catch (IllegalArgumentException e) {
            return new Answer.Senseless<>("it cannot be read: " + e.getMessage());
        }
    }

    /** An address that the server gives, which may not lead anywhere else. */
    private URI within(String href) {
        var address = collection.resolve(href);
        if (!Origin.of(address).equals(Origin.of(collection))) {
            throw new IllegalArgumentException("it tells of an event on another server");
        }
        return address;
    }

    /** Makes an event unless there is one at its place. */
    Exchange create(String uid, ICalendar event, ToolCall call) throws InterruptedException {
        return put(place(uid), Map.of("If-None-Match", "*"), event, call);
    }

    /** Puts an event in the place of another state of it, unless that changed in the meantime. */
    Exchange replace(Kept kept, ToolCall call) throws InterruptedException {
        return put(kept.at(), Map.of("If-Match", kept.etag()), kept.calendar(), call);
    }

    private Exchange put(URI at, Map<String, String> condition, ICalendar event, ToolCall call)
            throws InterruptedException {
        var headers = new java.util.LinkedHashMap<>(condition);
        headers.put("Content-Type", "text/calendar; charset=utf-8");
        var request = new Outgoing(
                "PUT",
                at,
                headers,
                Optional.of(Events.written(event)),
                Optional.empty(),
                call.timeout(),
                LARGEST_ANSWER,
                false);
        return http.send(request, Access.WRITE, call.principal());
    }

    private URI place(String uid) {
        return collection.resolve(Percent.encoded(uid) + ".ics");
    }

    private static Outgoing request(
            String method, URI uri, Map<String, String> headers, Optional<String> body, Duration timeout) {
        var all = new java.util.LinkedHashMap<>(XML);
        all.putAll(headers);
        return new Outgoing(method, uri, all, body, Optional.empty(), timeout, LARGEST_ANSWER, false);
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
