package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.server.door.hook.Carrier;
import dev.baton.server.fake.Programs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The carrier of the shipped shop tells that it damaged a parcel, and the customer gets another one. */
@Timeout(120)
class HookStoryTest {
    private static final String PATH = "/hooks/carrier-scan";

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Shop shop;

    @BeforeEach
    void open() throws InterruptedException {
        shop = new Shop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Carrier carrier() {
        return new Carrier(shop.as(""), PATH, Shop.CARRIER_SECRET);
    }

    @Test
    void givenADamagedParcel_thenTheCustomerGetsAReplacement_andTheReceiptSaysForWhom() {
        var answer = carrier().deliver("msg_1", Carrier.damaged("scan-1", "CUS-0001", Shop.SMALL));

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.textAt("outcome")).isEqualTo("started");
        assertThat(answer.header("Location")).isEqualTo("/api/handoffs/" + answer.textAt("id"));
        assertThat(answer.text()).doesNotContain("CUS-0001", "requester", "input");
        var end = end(answer.textAt("id"));
        assertThat(end).contains("\"state\":\"completed\"", "\"outcome\":\"replaced\"");
        assertThat(end).contains("\"requester\":\"trigger:carrier-scan for customer:CUS-0001\"");
        assertThat(end).contains("\"subject\":\"customer:CUS-0001\"");
        assertThat(shop.effects("createReplacement")).isEqualTo(1);
    }

    @Test
    void givenTheSameDeliveryAgain_thenItIsTheSameHandoff_andNothingHappensTwice() throws InterruptedException {
        var event = Carrier.damaged("scan-1", "CUS-0001", Shop.SMALL);
        var first = carrier().deliver("msg_1", event);
        end(first.textAt("id"));

        var again = carrier().deliver("msg_1", event);
        var sameScanInAnotherMessage = carrier().deliver("msg_2", event);
        shop.restart();
        var afterARestart = carrier().deliver("msg_1", event);

        for (var answer : List.of(again, sameScanInAnotherMessage, afterARestart)) {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.textAt("id")).isEqualTo(first.textAt("id"));
            assertThat(answer.textAt("outcome")).isEqualTo("repeated");
        }
        assertThat(shop.effects("createReplacement")).isEqualTo(1);
    }

    @Test
    void givenTheServerEndsBeforeTheSenderHeardBack_whenItDeliversAgain_thenItHappenedOnce()
            throws InterruptedException {
        shop.fault("createReplacement", "drop-after", 1);
        var event = Carrier.damaged("scan-1", "CUS-0001", Shop.SMALL);
        var lost = carrier().deliver("msg_1", event);

        shop.restart();
        var again = carrier().deliver("msg_1", event);

        assertThat(again.textAt("id")).isEqualTo(lost.textAt("id"));
        assertThat(end(again.textAt("id"))).contains("\"state\":\"completed\"");
        assertThat(shop.effects("createReplacement")).isEqualTo(1);
    }

    @Test
    void givenManyAttemptsAtOnce_thenOneHandoffComesOfThem() {
        var event = Carrier.damaged("scan-1", "CUS-0001", Shop.SMALL);

        var ids = IntStream.range(0, 16)
                .parallel()
                .mapToObj(attempt -> carrier().deliver("msg_1", event).textAt("id"))
                .distinct()
                .toList();

        assertThat(ids).hasSize(1);
        end(ids.getFirst());
        assertThat(shop.effects("createReplacement")).isEqualTo(1);
    }

    @Test
    void givenAnotherScanOfAParcelThatIsInHand_thenTheSenderIsDone_andIsToldOfTheOneThatRuns() {
        var first = carrier().deliver("msg_1", Carrier.damaged("scan-1", "CUS-0001", Shop.LARGE));

        var other = carrier().deliver("msg_2", Carrier.damaged("scan-2", "CUS-0001", Shop.LARGE));

        assertThat(other.status()).isEqualTo(200);
        assertThat(other.textAt("outcome")).isEqualTo("already-running");
        assertThat(other.textAt("id")).isEqualTo(first.textAt("id"));
    }

    @Test
    void givenWhatIsOfNoInterest_thenItIsIgnored_andNothingStarts() {
        var answer = carrier()
                .deliver(
                        "msg_1",
                        Carrier.damaged("scan-1", "CUS-0001", Shop.SMALL).with("type", "parcel.delivered"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.textAt("outcome")).isEqualTo("ignored");
        assertThat(shop.runs()).isEmpty();
    }

    @Test
    void givenAnEventThatDoesNotFit_thenItIsRefusedWithThePlace_andComesThroughOnceItIsMended() {
        var wrong = carrier().deliver("msg_1", Carrier.damaged("scan-1", "CUS-0001", "4711"));
        var missing = carrier()
                .deliver(
                        "msg_2",
                        Carrier.damaged("scan-2", "CUS-0001", Shop.SMALL).without("data"));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("/orderId");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.text()).contains("/input");
        assertThat(shop.runs()).isEmpty();

        var mended = carrier().deliver("msg_1", Carrier.damaged("scan-1", "CUS-0001", Shop.SMALL));
        assertThat(mended.textAt("outcome")).isEqualTo("started");
    }

    @Test
    void givenTheApiAndTheMetrics_thenTheTriggerIsShown_withoutItsSecret() {
        carrier().post("msg_1", Instant.now(), "v1,AAAA", "{}");

        var workspace = shop.as("omar").get("/api/workspace").text();
        assertThat(workspace)
                .contains("\"path\":\"/hooks/carrier-scan\"", "\"verify\":\"standard-webhooks\"", "\"status\":\"open\"")
                .doesNotContain(Shop.CARRIER_SECRET.substring(6));
        assertThat(shop.as("omar").get("/actuator/prometheus").text())
                .contains("baton_hooks_total{outcome=\"forged\",trigger=\"carrier-scan\"} 1.0");
    }

    @Test
    void givenTheCommandsOfTheGuide_thenTheyStartAHandoff() throws Exception {
        var guide = Files.readString(Shop.workspace().resolve("../../docs/guides/webhooks.md"));
        var commands = Pattern.compile("```bash\n(body=.*?)```", Pattern.DOTALL).matcher(guide);
        assertThat(commands.find()).isTrue();
        assumeTrue(Programs.areThere("curl", "openssl"), "the guide's commands need curl and openssl");
        var script = commands.group(1).replace("http://127.0.0.1:8080", shop.url());

        var process = new ProcessBuilder("bash", "-c", script).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains("\"outcome\":\"started\"", "\"contract\":\"damaged-order@1\"");
    }

    private String end(String handoff) {
        return shop.as("omar").get("/api/handoffs/" + handoff + "?wait=30s").text();
    }
}
