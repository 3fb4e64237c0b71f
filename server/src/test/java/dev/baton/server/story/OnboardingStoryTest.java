package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.examples.backoffice.Backoffice;
import dev.baton.examples.backoffice.BackofficeOptions;
import dev.baton.json.Json;
import dev.baton.server.BatonServer;
import dev.baton.server.ServerOptions;
import dev.baton.server.StoreLocation;
import dev.baton.server.fake.ApiClient;
import dev.baton.workspace.Settings;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The workspace that uses every kind of connection, over the real back office: HTTP, MCP, SQL, CalDAV, SMTP and Java. */
@Timeout(180)
class OnboardingStoryTest {
    private static final String CUSTOMER = "CUS-0001";

    @TempDir
    private Path folder = Path.of("");

    private Optional<Backoffice> backOffice = Optional.empty();
    private Optional<BatonServer> server = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        var data = folder.resolve("backoffice");
        var office = Backoffice.start(BackofficeOptions.in(data).withMail(0));
        backOffice = Optional.of(office);
        var settings = Settings.of(
                Map.of(
                        "BACKOFFICE_URL",
                        office.url(),
                        "BACKOFFICE_MAIL_URL",
                        office.mailUrl().orElseThrow(),
                        "BACKOFFICE_DATA",
                        data.toString()),
                Map.of("BACKOFFICE_TOKEN", "backoffice-demo"));
        server = Optional.of(BatonServer.start(new ServerOptions(
                ServerOptions.LOOPBACK,
                0,
                Shop.workspace().resolveSibling("onboarding"),
                new StoreLocation.Folder(folder.resolve("server")),
                settings,
                Optional.empty())));
    }

    @AfterEach
    void stop() {
        server.ifPresent(BatonServer::close);
        backOffice.ifPresent(Backoffice::close);
    }

    private Json.Obj onboarded(String from) {
        try (var client = ApiClient.of(server.orElseThrow().url())) {
            var input = Json.object("customerId", Json.text(CUSTOMER)).with("from", from);
            return client.as("omar")
                    .post("/api/handoffs/onboard-customer?wait=60s", Json.object("input", input))
                    .json()
                    .asObject();
        }
    }

    private String office(String path) {
        try (var client = ApiClient.of(backOffice.orElseThrow().url())) {
            return client.get(path, "Authorization", "Bearer backoffice-demo").text();
        }
    }

    private List<Json> mails() {
        return Json.parse(office("/mail/messages")).asArray();
    }

    private long accounts() throws Exception {
        var file = folder.resolve("backoffice/erp.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("select count(*) from account where customer_id = '" + CUSTOMER + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void everyKindOfConnectionDoesItsPart_once() throws Exception {
        var types = new TreeSet<String>();
        dev.baton.workspace.WorkspaceLoader.load(Shop.workspace().resolveSibling("onboarding"))
                .orThrow()
                .connections()
                .values()
                .forEach(connection -> types.add(connection.type()));
        assertThat(types).containsExactly("calendar", "http", "java", "mail", "mcp", "openapi", "sql");

        var handoff = onboarded("2026-03-06"); // a Friday

        assertThat(handoff.textAt("state")).as(handoff.write()).contains("completed");
        assertThat(handoff.write()).contains("2026-03-10T09:00:00Z");
        assertThat(accounts()).isEqualTo(1);
        var mail = mails();
        assertThat(mail).hasSize(1);
        assertThat(mail.getFirst().textAt("text").orElseThrow())
                .contains("your account 10001 is open", "Message-ID: <", "@backoffice.example>");
        assertThat(office("/crm/customers/" + CUSTOMER + "/notes")).contains("Key account 10001");

        var again = onboarded("2026-03-06");

        assertThat(again.textAt("state")).as(again.write()).contains("rejected");
        assertThat(accounts()).isEqualTo(1);
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whenTheTeamIsBusy_theAccountIsClosedAgainAndNobodyIsWrittenTo() throws Exception {
        try (var client = ApiClient.of(backOffice.orElseThrow().url())) {
            var event = """
                    BEGIN:VCALENDAR
                    VERSION:2.0
                    PRODID:-//x//y//EN
                    BEGIN:VEVENT
                    UID:review
                    DTSTAMP:20260101T000000Z
                    DTSTART:20260310T083000Z
                    DTEND:20260310T093000Z
                    SUMMARY:Review
                    END:VEVENT
                    END:VCALENDAR
                    """.replace("\n", "\r\n");
            var put = client.send(client.request("/diary/review.ics", "Authorization", "Bearer backoffice-demo")
                    .header("Content-Type", "text/calendar")
                    .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(event)));
            assertThat(put.status()).isEqualTo(201);
        }

        var handoff = onboarded("2026-03-06");

        assertThat(handoff.textAt("state")).as(handoff.write()).contains("failed");
        assertThat(handoff.write()).contains("The team has something else at that time");
        assertThat(accounts()).isZero();
        assertThat(mails()).isEmpty();
    }
}
