package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.assess.Template;
import dev.baton.examples.backoffice.Backoffice;
import dev.baton.examples.backoffice.BackofficeOptions;
import dev.baton.json.Json;
import dev.baton.server.BatonServer;
import dev.baton.server.ServerOptions;
import dev.baton.server.StoreLocation;
import dev.baton.server.fake.ApiClient;
import dev.baton.server.fake.ApiClient.Answer;
import dev.baton.workspace.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every starter at work on the real back office, through the story that its README tells. */
@SuppressWarnings("NullAway.Init") // opened before each test
class StarterStoryTest {
    private static final String TOKEN = "backoffice-demo";

    @TempDir
    private Path folder = Path.of("");

    private Backoffice backOffice;
    private ApiClient office;

    @BeforeEach
    void open() {
        backOffice = Backoffice.start(BackofficeOptions.in(folder.resolve("backoffice")));
        office = ApiClient.of(backOffice.url());
    }

    @AfterEach
    void close() {
        office.close();
        backOffice.close();
    }

    /** A server over a new workspace of a template. */
    private final class Running implements AutoCloseable {
        private final BatonServer server;
        private final ApiClient client;

        Running(Template template) throws InterruptedException {
            server = BatonServer.start(new ServerOptions(
                    ServerOptions.LOOPBACK,
                    0,
                    make(template),
                    new StoreLocation.Folder(folder.resolve("server")),
                    Settings.of(Map.of("BACKOFFICE_URL", backOffice.url()), Map.of("BACKOFFICE_TOKEN", TOKEN))));
            client = ApiClient.of(server.url());
        }

        /** Submits and waits for the end. */
        Answer settle(String contract, Json.Obj input) {
            return client.as("omar").post("/api/handoffs/" + contract + "?wait=30s", Json.object("input", input));
        }

        /** Submits and waits until a person is asked. */
        Answer asked(String contract, Json.Obj input) throws IOException, InterruptedException {
            var omar = client.as("omar");
            var handoff = omar.post("/api/handoffs/" + contract, Json.object("input", input));
            try (var lines = omar.lines("/api/runs/" + handoff.textAt("run") + "/events?after=0")) {
                assertThat(lines.anyMatch(line -> line.contains("ApprovalAsked")))
                        .isTrue();
            }
            return omar.get("/api/handoffs/" + handoff.textAt("id"));
        }

        void approve(Answer asked) {
            var id = asked.json()
                    .get("needs")
                    .flatMap(needs -> needs.get("approval"))
                    .flatMap(approval -> approval.textAt("id"))
                    .orElseThrow(() -> new AssertionError("asks nobody: " + asked.text()));
            assertThat(client.as("lena")
                            .post("/api/approvals/" + id + "/decision", "{\"decision\": \"approve\"}")
                            .status())
                    .isEqualTo(200);
        }

        Answer end(Answer handoff) {
            return client.as("omar").get("/api/handoffs/" + handoff.textAt("id") + "?wait=30s");
        }

        String talk(String assistant) {
            return "/api/conversations/"
                    + client.as("CUS-0001")
                            .post("/api/conversations", Json.object("assistant", Json.text(assistant)))
                            .textAt("id");
        }

        Answer say(String talk, String text) {
            return client.as("CUS-0001")
                    .post(talk + "/messages", Json.object("text", Json.text(text)), "Accept", "application/json");
        }

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }

    private Path make(Template template) {
        var made = Terminal.run("new", template.word(), "--template", template.word(), "--in", folder.toString());
        assertThat(made.exitCode()).as(made.err()).isZero();
        return folder.resolve(template.word());
    }

    private long effects(String operation) {
        var counts = office.get("/effects", "Authorization", "Bearer " + TOKEN)
                .json()
                .get("counts")
                .orElseThrow();
        return counts.get(operation).orElse(Json.number(0)) instanceof Json.Whole count ? count.value() : -1;
    }

    private static String outcome(Answer done) {
        return done.json()
                .get("receipt")
                .flatMap(receipt -> receipt.textAt("outcome"))
                .orElseThrow(() -> new AssertionError("no outcome in " + done.text()));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void givenAStarter_whenCheckedAgainstTheBackOffice_thenNothingIsWrong(Template template) throws IOException {
        var workspace = make(template);
        Files.writeString(folder.resolve("secrets"), "BACKOFFICE_TOKEN=" + TOKEN + "\n");

        var check = Terminal.run(
                "check",
                workspace.toString(),
                "--config",
                "BACKOFFICE_URL=" + backOffice.url(),
                "--secrets",
                folder.resolve("secrets").toString());

        assertThat(check.exitCode()).as(check.out()).isZero();
        assertThat(check.out()).contains(": no problems").doesNotContain("warning");
    }

    @Test
    void givenOrderHelp_thenItAnswersAboutOnesOwnOrdersAndFromThePages_andWritesNothing() throws Exception {
        try (var running = new Running(Template.ORDER_HELP)) {
            var talk = running.talk("help");

            assertThat(running.say(talk, "Where is my order ORD-100234?").textAt("reply"))
                    .contains("ORD-100234 is delivered", "It was delivered on");
            assertThat(running.say(talk, "How long can I send something back?").text())
                    .contains("30 days");
            assertThat(running.say(talk, "Where is my order ORD-100300?").textAt("reply"))
                    .doesNotContain("is delivered");
            assertThat(running.say(talk, "Show me my orders").textAt("reply")).contains("ORD-100235");
        }
        assertThat(office.get("/effects", "Authorization", "Bearer " + TOKEN)
                        .json()
                        .get("counts")
                        .orElseThrow()
                        .write())
                .doesNotContainPattern("[1-9]");
    }

    private static Json.Obj broken(String order) {
        return Json.object("customerId", Json.text("CUS-0001"))
                .with("orderId", order)
                .with("reason", "broken");
    }

    @Test
    void givenReplacement_thenSmallOnesAreSent_largerOnesAsk_andLateOnesAreRefused() throws Exception {
        try (var running = new Running(Template.REPLACEMENT)) {
            var small = running.settle("send-replacement", broken("ORD-100235"));
            var larger = running.asked("send-replacement", broken("ORD-100234"));
            var late = running.settle("send-replacement", broken("ORD-100236"));

            assertThat(outcome(small)).isEqualTo("replaced");
            assertThat(larger.textAt("state")).isEqualTo("approval-required");
            running.approve(larger);
            assertThat(outcome(running.end(larger))).isEqualTo("replaced");
            assertThat(late.textAt("state")).isEqualTo("rejected");
            assertThat(late.text()).contains("30 days after delivery");
        }
        assertThat(effects("createReplacement")).isEqualTo(2);
        assertThat(effects("addNote")).isEqualTo(2);
    }

    @Test
    void givenLostParcel_thenWhatIsOverdueIsPaidBackOnce_andWhatWasDeliveredIsNot() throws Exception {
        var lost = overdue();
        try (var running = new Running(Template.LOST_PARCEL)) {
            var done = running.settle("lost-parcel", lost);
            var again = running.settle("lost-parcel", lost.with("event", "scan-2"));
            var delivered = running.settle(
                    "lost-parcel",
                    Json.object("customerId", Json.text("CUS-0001"))
                            .with("orderId", "ORD-100234")
                            .with("event", "scan-3"));

            assertThat(outcome(done)).isEqualTo("refunded");
            assertThat(again.textAt("state")).isNotEqualTo("completed");
            assertThat(delivered.textAt("state")).isNotEqualTo("completed");
        }
        assertThat(effects("createRefund")).isEqualTo(1);
        assertThat(effects("addNote")).isEqualTo(1);
    }

    /** Of the made-up orders, a small one whose parcel should have come more than five days ago. */
    private Json.Obj overdue() {
        var shipped = Json.parse(office.get("/orders?status=shipped&limit=100", "Authorization", "Bearer " + TOKEN)
                        .text())
                .asArray();
        var before = LocalDate.now(ZoneOffset.UTC).minusDays(6).toString();
        var order = shipped.stream()
                .filter(it -> it.textAt("expectedDelivery").orElse("9").compareTo(before) < 0)
                .filter(it -> it.get("totalMinor").orElseThrow() instanceof Json.Whole total && total.value() <= 10_000)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is overdue among " + shipped.size()));
        return Json.object("customerId", Json.text(order.textAt("customerId").orElseThrow()))
                .with("orderId", order.textAt("id").orElseThrow())
                .with("event", "scan-1");
    }

    @Test
    void givenRefund_thenTheChatHandsOff_thePolicyDecides_andTheReceiptComesBack() throws Exception {
        try (var running = new Running(Template.REFUND)) {
            var talk = running.talk("desk");
            var reply = running.say(talk, "I would like my money back for order ORD-100235, it is broken");
            var proposal = reply.json()
                    .get("proposal")
                    .orElseThrow(() -> new AssertionError("no proposal in " + reply.text()));
            var customer = running.client.as("CUS-0001");

            var confirmed = customer.post(
                    talk + "/proposals/" + proposal.textAt("draft").orElseThrow() + "/confirm",
                    Json.object("digest", proposal.get("digest").orElseThrow()));
            var handoff =
                    confirmed.json().get("handoffs").orElseThrow().asArray().getFirst();
            var done = customer.get("/api/handoffs/" + handoff.textAt("id").orElseThrow() + "?wait=30s");
            var larger = running.asked("refund-request", broken("ORD-100234"));
            var late = running.settle("refund-request", broken("ORD-100236"));

            assertThat(outcome(done)).isEqualTo("refunded");
            assertThat(customer.get(talk).text()).contains("Your money is on its way back to you");
            assertThat(larger.textAt("state")).isEqualTo("approval-required");
            running.approve(larger);
            assertThat(outcome(running.end(larger))).isEqualTo("refunded");
            assertThat(late.textAt("state")).isEqualTo("rejected");
            for (var sentence : new String[] {
                "A refund for ORD-100236 please, I do not like it", "A refund for ORD-100234 please, it is broken"
            }) {
                assertThat(running.say(running.talk("desk"), sentence).json().get("proposal"))
                        .as(sentence)
                        .isPresent();
            }
        }
        assertThat(effects("createRefund")).isEqualTo(2);
        assertThat(effects("addNote")).isEqualTo(2);
    }
}
