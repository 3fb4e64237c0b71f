package dev.baton.connect.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a calendar is used for, on any server. */
@Timeout(120)
abstract class BookingCase {
    private static final String WEEK = "{\"from\": \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-08T00:00:00Z\"}";

    private Optional<CalendarCase> opened = Optional.empty();

    abstract CalendarServer.Backend backend() throws Exception;

    @BeforeEach
    void open() throws Exception {
        opened = Optional.of(CalendarCase.open(backend()));
    }

    @AfterEach
    void close() {
        opened.ifPresent(CalendarCase::close);
    }

    private ToolResult call(String tool, String effect, String args) throws InterruptedException {
        return Given.found(opened.orElseThrow().connections(), tool)
                .call(new ToolCall(
                        Json.parse(args).asObject(), Optional.of(effect), Principal.SYSTEM, Duration.ofSeconds(20)));
    }

    private String busy() throws InterruptedException {
        return call("busy", "eff-0", WEEK) instanceof ToolResult.Done(var result) ? result.write() : "no answer";
    }

    private static String busy(String... spans) {
        var all = new StringBuilder();
        for (var i = 0; i < spans.length; i += 2) {
            all.append(i == 0 ? "" : ",")
                    .append("{\"from\":\"2026-03-")
                    .append(spans[i])
                    .append("Z\",\"to\":\"2026-03-")
                    .append(spans[i + 1])
                    .append("Z\"}");
        }
        return "{\"busy\":[" + all + "]}";
    }

    private static String event(String from, String to) {
        return "{\"title\": \"Welcome; Ada, \\n BEGIN:VEVENT\", \"description\": \"line\\nEND:VEVENT\", \"from\": \""
                + from + "\", \"to\": \"" + to + "\"}";
    }

    private static String span(String id, String from, String to) {
        return "{\"id\": \"" + id + "\", \"from\": \"" + from + "\", \"to\": \"" + to + "\"}";
    }

    private void keeps(String uid, String properties) throws Exception {
        var backend = opened.orElseThrow().server().backend();
        var text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n" + properties.replace("\n", "\r\n")
                + "END:VCALENDAR\r\n";
        var login = "Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString((CalendarServer.USER + ":" + CalendarServer.PASSWORD)
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var put = new CalendarServer.Request(
                "PUT",
                backend.path() + uid + "-elsewhere.ics",
                java.util.Map.of(
                        "Authorization", java.util.List.of(login), "Content-Type", java.util.List.of("text/calendar")),
                text);
        assertThat(backend.answer(put).status()).isEqualTo(201);
    }

    @Test
    void anEventIsEnteredMovedAndCancelled() throws Exception {
        assertThat(call("create", "eff-1", event("2026-03-02T09:00:00+01:00", "2026-03-02T10:00:00+01:00")))
                .isEqualTo(new ToolResult.Done(Json.parse(
                        "{\"id\": \"eff-1\", \"from\": \"2026-03-02T08:00:00Z\", \"to\": \"2026-03-02T09:00:00Z\"}")));
        assertThat(busy()).isEqualTo(busy("02T08:00:00", "02T09:00:00"));
        var moved = call("move", "eff-2", span("eff-1", "2026-03-03T08:00:00Z", "2026-03-03T09:00:00Z"));
        assertThat(moved)
                .isEqualTo(
                        new ToolResult.Done(
                                Json.parse(
                                        "{\"id\": \"eff-1\", \"from\": \"2026-03-03T08:00:00Z\", \"to\": \"2026-03-03T09:00:00Z\","
                                                + " \"before\": {\"from\": \"2026-03-02T08:00:00Z\", \"to\": \"2026-03-02T09:00:00Z\"}}")));
        assertThat(busy()).isEqualTo(busy("03T08:00:00", "03T09:00:00"));
        assertThat(call("move", "eff-2", span("eff-1", "2026-03-03T08:00:00Z", "2026-03-03T09:00:00Z")))
                .as("the same effect again")
                .isEqualTo(moved);
        assertThat(call("cancel", "eff-3", "{\"id\": \"eff-1\"}")).isInstanceOf(ToolResult.Done.class);
        assertThat(call("cancel", "eff-3", "{\"id\": \"eff-1\"}")).isInstanceOf(ToolResult.Done.class);
        assertThat(busy()).isEqualTo(busy());
        assertThat(opened.orElseThrow().effects()).hasSize(1);
    }

    @Test
    void givenAMoveThatSomebodyElseMovedOn_whenTheFirstIsAskedForAgain_thenItIsNotDoneAgain() throws Exception {
        call("create", "eff-1", event("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"));
        call("move", "eff-2", span("eff-1", "2026-03-03T09:00:00Z", "2026-03-03T10:00:00Z"));
        call("move", "eff-3", span("eff-1", "2026-03-04T09:00:00Z", "2026-03-04T10:00:00Z"));
        assertThat(call("move", "eff-2", span("eff-1", "2026-03-03T09:00:00Z", "2026-03-03T10:00:00Z")))
                .isInstanceOf(ToolResult.Done.class);
        assertThat(busy()).isEqualTo(busy("04T09:00:00", "04T10:00:00"));
    }

    @Test
    void whatIsNotThere_isNotMovedOrCancelled() throws Exception {
        assertThat(call("cancel", "eff-1", "{\"id\": \"nobody\"}"))
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(ToolResult.Refusal.NOT_FOUND));
        assertThat(call("create", "eff-1", event("2026-03-02T10:00:00Z", "2026-03-02T09:00:00Z")))
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("'from' is before 'to'"));
        assertThat(call("create", "eff-1", event("tomorrow", "2026-03-02T09:00:00Z")))
                .isInstanceOf(ToolResult.Refused.class);
    }

    @Test
    void seriesChangedDatesAndZones_countAsTheyTakePlace() throws Exception {
        keeps("standup", """
                BEGIN:VTIMEZONE
                TZID:Europe/Berlin
                BEGIN:STANDARD
                DTSTART:19961027T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:19810329T020000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
                END:DAYLIGHT
                END:VTIMEZONE
                BEGIN:VEVENT
                UID:standup
                DTSTAMP:20260101T000000Z
                DTSTART;TZID=Europe/Berlin:20260105T093000
                DTEND;TZID=Europe/Berlin:20260105T100000
                RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR
                EXDATE;TZID=Europe/Berlin:20260302T093000
                SUMMARY:Stand-up
                END:VEVENT
                BEGIN:VEVENT
                UID:standup
                DTSTAMP:20260101T000000Z
                RECURRENCE-ID;TZID=Europe/Berlin:20260304T093000
                DTSTART;TZID=Europe/Berlin:20260304T150000
                DTEND;TZID=Europe/Berlin:20260304T153000
                SUMMARY:Stand-up, later
                END:VEVENT
                """);
        keeps("holiday", """
                BEGIN:VEVENT
                UID:holiday
                DTSTAMP:20260101T000000Z
                DTSTART;VALUE=DATE:20260307
                SUMMARY:Closed
                END:VEVENT
                """);
        keeps("birthday", """
                BEGIN:VEVENT
                UID:birthday
                DTSTAMP:20260101T000000Z
                DTSTART;VALUE=DATE:20260305
                TRANSP:TRANSPARENT
                SUMMARY:Ada's birthday
                END:VEVENT
                """);
        assertThat(busy())
                .isEqualTo(
                        busy("04T14:00:00", "04T14:30:00", "06T08:30:00", "06T09:00:00", "07T00:00:00", "08T00:00:00"));
        assertThat(call("cancel", "eff-1", "{\"id\": \"standup\"}"))
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("repeats"));
    }

    @Test
    void anEventThatSomebodyElseEntered_isMovedAsItIs() throws Exception {
        keeps("review", """
                BEGIN:VEVENT
                UID:review
                DTSTAMP:20260101T000000Z
                DTSTART:20260302T090000Z
                DURATION:PT1H
                SUMMARY:Review
                X-ROOM:7
                END:VEVENT
                """);
        assertThat(call("move", "eff-1", span("review", "2026-03-03T09:00:00Z", "2026-03-03T10:30:00Z")))
                .isInstanceOf(ToolResult.Done.class);
        assertThat(busy()).isEqualTo(busy("03T09:00:00", "03T10:30:00"));
        assertThat(opened.orElseThrow().effects()).singleElement().asString().contains("X-ROOM:7", "SUMMARY:Review");
    }

    @Test
    void eventsThatTouchAreToldAsOne() throws Exception {
        call("create", "eff-1", event("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"));
        call("create", "eff-2", event("2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z"));
        call("create", "eff-3", event("2026-02-20T10:00:00Z", "2026-03-01T11:00:00Z"));
        assertThat(busy()).isEqualTo(busy("01T00:00:00", "01T11:00:00", "02T09:00:00", "02T11:00:00"));
    }
}
