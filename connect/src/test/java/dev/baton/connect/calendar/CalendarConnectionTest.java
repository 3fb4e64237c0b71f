package dev.baton.connect.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.FakeSystem;
import dev.baton.connect.Given;
import dev.baton.tool.Access;
import dev.baton.tool.Operation;
import dev.baton.tool.Operation.Deed;
import dev.baton.tool.ToolResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Systems that are no calendars, or answer as none would. */
@Timeout(60)
class CalendarConnectionTest {
    private static final String WEEK = "{\"from\": \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-08T00:00:00Z\"}";

    private static Given connection(FakeSystem system) {
        return Given.connection(system.url() + "/c")
                .type("calendar")
                .tool("busy", Given.declared(new Operation.Booking(Deed.BUSY), Access.READ, Optional.empty()));
    }

    @Test
    void whereThereIsNoCalendar_theConnectionIsDownAndSaysSo() throws Exception {
        try (var system = new FakeSystem().on("/c/", FakeSystem.status(200, "<html/>"));
                var connections = connection(system).opened()) {
            assertThat(connections.status().getFirst().reason().orElseThrow()).contains("answered with status 200");
        }
        try (var system = new FakeSystem();
                var connections = connection(system).opened()) {
            assertThat(connections.status().getFirst().reason().orElseThrow()).contains("there is no calendar");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "<a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d:multistatus xmlns:d=\"DAV:\">&x;</d:multistatus>",
                "<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:response><d:href>/c/x.ics"
                        + "</d:href><c:calendar-data>BEGIN:NOTHING</c:calendar-data></d:response></d:multistatus>",
                "<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:response>"
                        + "<d:href>http://elsewhere.example/x.ics</d:href><c:calendar-data>BEGIN:VCALENDAR\nEND:VCALENDAR"
                        + "</c:calendar-data></d:response></d:multistatus>"
            })
    void whatMakesNoSenseIsNotTakenForAFreeWeek(String answer) throws Exception {
        var calendar = new MemoryCalendar()
                .answer(new CalendarServer.Request("PROPFIND", "/c/", java.util.Map.of(), ""))
                .body();
        try (var system = new FakeSystem().on("/c/", FakeSystem.status(207, calendar));
                var connections = connection(system).opened()) {
            system.on("/c/", FakeSystem.status(207, answer));
            assertThat(Given.found(connections, "busy").call(Given.call(WEEK))).isInstanceOf(ToolResult.Refused.class);
        }
    }
}
