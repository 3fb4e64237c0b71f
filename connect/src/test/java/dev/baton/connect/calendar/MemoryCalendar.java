package dev.baton.connect.calendar;

import dev.baton.connect.calendar.CalendarServer.Answer;
import dev.baton.connect.calendar.CalendarServer.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** As much of CalDAV as is asked of it: every query finds every event. */
final class MemoryCalendar implements CalendarServer.Backend {
    private final Map<String, String> events = new TreeMap<>();

    @Override
    public synchronized Answer answer(Request request) {
        return switch (request.method()) {
            case "PROPFIND" ->
                new Answer(
                        207,
                        "<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:response><d:href>/c/"
                                + "</d:href><d:propstat><d:prop><d:resourcetype><d:collection/><c:calendar/>"
                                + "</d:resourcetype></d:prop></d:propstat></d:response></d:multistatus>",
                        Optional.empty());
            case "REPORT" -> new Answer(207, report(), Optional.empty());
            case "PUT" -> put(request);
            default -> new Answer(405, "", Optional.empty());
        };
    }

    private String report() {
        var xml = new StringBuilder("<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\">");
        events.forEach((path, text) -> xml.append("<d:response><d:href>")
                .append(path)
                .append("</d:href><d:propstat><d:prop><d:getetag>")
                .append(etag(text))
                .append("</d:getetag><c:calendar-data>")
                .append(text.replace("&", "&amp;").replace("<", "&lt;"))
                .append("</c:calendar-data></d:prop></d:propstat></d:response>"));
        return xml.append("</d:multistatus>").toString();
    }

    private Answer put(Request request) {
        var present = Optional.ofNullable(events.get(request.path()));
        var made = request.header("If-None-Match").isPresent();
        var seen = request.header("If-Match");
        if ((made && present.isPresent()) || (seen.isPresent() && !seen.equals(present.map(MemoryCalendar::etag)))) {
            return new Answer(412, "", Optional.empty());
        }
        events.put(request.path(), request.body());
        return new Answer(201, "", Optional.of(etag(request.body())));
    }

    private static String etag(String text) {
        return "\"" + Integer.toHexString(text.hashCode()) + "\"";
    }

    @Override
    public synchronized List<String> events() {
        return List.copyOf(events.values());
    }

    @Override
    public String path() {
        return "/c/";
    }

    @Override
    public void close() {
        // nothing is held
    }
}
