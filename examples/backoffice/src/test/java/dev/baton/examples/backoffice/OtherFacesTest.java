package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The doors beside the documented API: the CRM over MCP, the books as a database, a calendar, and mail. */
class OtherFacesTest {
    private static final String EVENT =
            "BEGIN:VCALENDAR\r\nUID:a\r\nDTSTART:20260302T090000Z\r\nDTEND:20260302T100000Z\r\nEND:VCALENDAR\r\n";

    @RegisterExtension
    private final RunningBackoffice running = new RunningBackoffice();

    private String rpc(String method, String params) throws IOException {
        var message = "{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"" + method + "\", \"params\": " + params + "}";
        return running.caller().post("/crm/mcp", message).response().body();
    }

    private static String call(String tool, String arguments) {
        return "{\"name\": \"" + tool + "\", \"arguments\": " + arguments + "}";
    }

    @Test
    void theCrmSpeaksMcp() throws Exception {
        assertThat(rpc("initialize", "{\"protocolVersion\": \"2025-06-18\"}"))
                .contains("\"id\":7", "\"protocolVersion\":\"2025-06-18\"");
        assertThat(rpc("tools/list", "{}")).contains("get_customer", "list_notes", "add_note");
        assertThat(rpc("tools/call", call("get_customer", "{\"customerId\": \"CUS-0001\"}")))
                .contains("\"structuredContent\":{\"id\":\"CUS-0001\"", "\"isError\":false");
        assertThat(rpc("tools/call", call("get_customer", "{\"customerId\": \"CUS-9999\"}")))
                .contains("There is no customer CUS-9999", "\"isError\":true");
        assertThat(rpc("tools/call", call("drop_table", "{}"))).contains("\"error\":{", "-32602");
        assertThat(rpc("resources/list", "{}")).contains("-32601");
        assertThat(running.caller()
                        .withToken("other")
                        .post("/crm/mcp", "{}")
                        .response()
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aNoteByMcpIsCountedLikeOneByHttp() throws Exception {
        rpc(
                "tools/call",
                call("add_note", "{\"customerId\": \"CUS-0001\", \"text\": \"hello\", \"reference\": \"r-1\"}"));
        assertThat(rpc("tools/call", call("list_notes", "{\"customerId\": \"CUS-0001\"}")))
                .contains("\"r-1\"");
        assertThat(running.caller().get("/effects").response().body()).contains("\"addNote\":1");
        assertThat(rpc("tools/call", call("add_note", "{\"customerId\": \"CUS-0001\", \"text\": \"\"}")))
                .contains("\"isError\":true");
    }

    @Test
    void theBooksBalance() throws Exception {
        try (var books = DriverManager.getConnection(
                        "jdbc:sqlite:" + running.data().resolve("erp.db"));
                var statement = books.createStatement();
                var rows = statement.executeQuery("select sum(balance_minor), max(abs(balance_minor)) from balance")) {
            rows.next();
            assertThat(rows.getLong(1)).isZero();
            assertThat(rows.getLong(2)).isPositive();
        }
    }

    private int put(String name, String text, String header, String value) throws IOException {
        return running.caller()
                .send("PUT", "/diary/" + name, BodyPublishers.ofString(text), header, value)
                .response()
                .statusCode();
    }

    private String found(String filter) throws IOException {
        return running.caller()
                .send("REPORT", "/diary/", BodyPublishers.ofString(filter))
                .response()
                .body();
    }

    @Test
    void anEventIsWrittenOnConditionsAndFoundByTimeAndUid() throws Exception {
        assertThat(put("a.ics", EVENT, "If-None-Match", "*")).isEqualTo(201);
        assertThat(put("a.ics", EVENT, "If-None-Match", "*")).isEqualTo(412);
        assertThat(put("a.ics", EVENT, "If-Match", "\"other\"")).isEqualTo(412);
        assertThat(put("b.ics", "hello", "If-None-Match", "*")).isEqualTo(415);
        assertThat(found("<c:time-range start=\"20260302T000000Z\" end=\"20260303T000000Z\"/>"))
                .contains("/diary/a.ics");
        assertThat(found("<c:time-range start=\"20260303T000000Z\" end=\"20260304T000000Z\"/>"))
                .doesNotContain("/diary/a.ics");
        assertThat(found("<c:text-match>a</c:text-match>")).contains("/diary/a.ics");
        assertThat(found("<c:text-match>b</c:text-match>")).doesNotContain("/diary/a.ics");
    }

    @Test
    void mailIsTakenAndShown() throws Exception {
        running.restart(options -> options.withMail(0));
        var address = URI.create(running.backoffice().mailUrl().orElseThrow());
        try (var socket = new Socket(address.getHost(), address.getPort());
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(in.readLine()).startsWith("220");
            for (var line : "EHLO x|MAIL FROM:<a@x.example>|RCPT TO:<b@x.example>|DATA".split("\\|")) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                assertThat(in.readLine()).matches("(250|354).*");
            }
            socket.getOutputStream()
                    .write("Subject: hi\r\n\r\n..dot\r\n.\r\nQUIT\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(in.readLine()).startsWith("250");
        }
        assertThat(running.caller().get("/mail/messages").response().body())
                .contains("\"to\":[\"b@x.example\"]", "\\n.dot\\n");
    }
}
