package dev.baton.examples.backoffice.diary;

import dev.baton.examples.backoffice.http.Problem;
import dev.baton.examples.backoffice.http.ProblemException;
import dev.baton.examples.backoffice.http.Request;
import dev.baton.examples.backoffice.http.Response;
import dev.baton.examples.backoffice.http.Route;
import dev.baton.examples.backoffice.storage.Database;
import dev.baton.examples.backoffice.storage.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One calendar over CalDAV (RFC 4791), in {@code diary.db}: PROPFIND tells that there is one, REPORT finds events by time
 * or by UID, PUT writes one on the condition of what was there before. It follows no series: one is found at any time.
 */
public final class Diary {
    private static final String XML = "application/xml; charset=utf-8";
    private static final String OPEN =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\">";
    private static final Pattern RANGE = Pattern.compile("time-range start=\"([0-9TZ]+)\" end=\"([0-9TZ]+)\"");
    private static final Pattern UID = Pattern.compile("<c:text-match[^>]*>([^<]*)</c:text-match>");
    private static final Pattern START = Pattern.compile("(?m)^DTSTART:([0-9]{8}T[0-9]{6}Z)\r?$");
    private static final Pattern END = Pattern.compile("(?m)^DTEND:([0-9]{8}T[0-9]{6}Z)\r?$");

    private final Database database;

    private record Event(String name, String text) {
        String etag() {
            return "\"" + Integer.toHexString(text.hashCode()) + "-" + text.length() + "\"";
        }
    }

    public Diary(Database database) {
        this.database = database;
        database.transaction(session ->
                session.change("CREATE TABLE IF NOT EXISTS event (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT"));
    }

    public List<Route> routes() {
        return List.of(
                Route.control("describeCalendar", "PROPFIND", "/diary/", request -> described()),
                Route.control("findEvents", "REPORT", "/diary/", this::found),
                Route.control("getEvent", "GET", "/diary/{name}", this::get),
                Route.control("putEvent", "PUT", "/diary/{name}", this::put));
    }

    private static Response described() {
        return multistatus(
                "<d:response><d:href>/diary/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/>"
                        + "<c:calendar/></d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>");
    }

    private Response found(Request request) {
        String query = new String(request.content(), StandardCharsets.UTF_8);
        Matcher range = RANGE.matcher(query);
        Matcher uid = UID.matcher(query);
        Optional<String> named = uid.find() ? Optional.of(unescaped(uid.group(1))) : Optional.empty();
        boolean timed = range.find();
        StringBuilder xml = new StringBuilder();
        for (Event event : database.transaction(Diary::all)) {
            boolean fits =
                    named.map(name -> event.text().contains("UID:" + name)).orElse(true)
                            && (!timed || overlaps(event.text(), range.group(1), range.group(2)));
            if (fits) {
                xml.append("<d:response><d:href>/diary/")
                        .append(escaped(event.name()))
                        .append("</d:href><d:propstat><d:prop><d:getetag>")
                        .append(escaped(event.etag()))
                        .append("</d:getetag><c:calendar-data>")
                        .append(escaped(event.text()))
                        .append(
                                "</c:calendar-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>");
            }
        }
        return multistatus(xml.toString());
    }

    private static boolean overlaps(String text, String from, String to) {
        Matcher start = START.matcher(text);
        Matcher end = END.matcher(text);
        boolean plain = !text.contains("RRULE") && start.find() && end.find();
        return !plain || (start.group(1).compareTo(to) < 0 && end.group(1).compareTo(from) > 0);
    }

    private Response get(Request request) {
        Event event = database.transaction(session -> find(session, request.path("name")))
                .orElseThrow(() -> new ProblemException(Problem.notFound("There is no such event.")));
        return Response.of(200, "text/calendar; charset=utf-8", event.text().getBytes(StandardCharsets.UTF_8))
                .with("ETag", event.etag());
    }

    private Response put(Request request) {
        if (request.content().length > Request.BODY_LIMIT) {
            throw new ProblemException(Problem.of(413, "too-large", "The event is too large; nothing was done."));
        }
        Event event = new Event(request.path("name"), new String(request.content(), StandardCharsets.UTF_8));
        if (!event.text().startsWith("BEGIN:VCALENDAR")) {
            throw new ProblemException(Problem.of(415, "no-calendar", "That is no event; nothing was done."));
        }
        return database.transaction(session -> put(session, event, request));
    }

    private static Response put(Session session, Event event, Request request) throws SQLException {
        Optional<Event> present = find(session, event.name());
        boolean isNew = request.header("If-None-Match").isEmpty() || present.isEmpty();
        boolean isAsSeen = request.header("If-Match")
                .map(seen -> present.map(Event::etag).equals(Optional.of(seen)))
                .orElse(true);
        if (!isNew || !isAsSeen) {
            return Problem.of(412, "changed", "There is another event, or another state of it; nothing was done.")
                    .response();
        }
        session.change("INSERT OR REPLACE INTO event (name, text) VALUES (?, ?)", event.name(), event.text());
        return new Response(present.isEmpty() ? 201 : 204, Map.of("ETag", event.etag()), new byte[0]);
    }

    private static List<Event> all(Session session) throws SQLException {
        return session.list(
                "SELECT name, text FROM event ORDER BY name", row -> new Event(row.text("name"), row.text("text")));
    }

    private static Optional<Event> find(Session session, String name) throws SQLException {
        return session.first(
                "SELECT name, text FROM event WHERE name = ?",
                row -> new Event(row.text("name"), row.text("text")),
                name);
    }

    private static Response multistatus(String responses) {
        return Response.of(207, XML, (OPEN + responses + "</d:multistatus>").getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
