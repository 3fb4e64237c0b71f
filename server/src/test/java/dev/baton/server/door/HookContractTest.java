package dev.baton.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.server.story.Shop;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Webhooks in, held to what every door is held to. The requester is the trigger, whoever the client of the suite is: what
 * rests on that is said anew here.
 */
final class HookContractTest extends DoorContract {
    @TempDir
    private Path elsewhere = Path.of("");

    @Override
    protected DoorClient open(String url, String persona) {
        return new HookDoorClient(url);
    }

    @Override
    protected String name() {
        return "hook";
    }

    @Override
    protected String word(HandoffState state) {
        return state.word();
    }

    private HookDoorClient hook() {
        return (HookDoorClient) door();
    }

    /** The same but for the door and for who asks, which is the trigger. */
    @Override
    @Test
    void givenTheSameInput_thenEventsAndReceiptAreThoseOfTheApi_butForTheDoorsName() throws InterruptedException {
        var handoff = hook().deliver(claim(Shop.SMALL, "damaged"), "key-1").textAt("id");
        var shown = door().awaitEnd(handoff);

        try (var other = DoorShop.open(elsewhere, Map.of());
                var api = new ApiDoor(other.url(), TILL)) {
            var same = api.submit("damaged-order", claim(Shop.SMALL, "damaged"), "key-1")
                            instanceof DoorClient.Reply.Accepted(var id)
                    ? id
                    : "";
            var measure = api.awaitEnd(same);

            assertThat(asTheApiSays(Masked.text(shown.receipt().orElseThrow())))
                    .isEqualTo(Masked.text(measure.receipt().orElseThrow()));
            assertThat(shop().events(handoff).stream()
                            .map(HookContractTest::asTheApiSays)
                            .toList())
                    .isEqualTo(other.events(same));
        }
    }

    private static String asTheApiSays(String text) {
        return text.replace("\"door\":\"hook\"", "\"door\":\"api\"")
                .replace("\"id\":\"carrier-scan\",\"kind\":\"TRIGGER\"", "\"id\":\"till\",\"kind\":\"SERVICE\"")
                .replace("trigger:carrier-scan", "service:till");
    }

    /** The key names an event of the trigger, so nobody else can take it away, nor get at its handoff by it. */
    @Override
    @Test
    void givenTheSameKeyTwice_thenItIsOneHandoff_throughThisDoorAndThroughTheApi() {
        var first = hook().deliver(claim(Shop.SMALL, "damaged"), "key-2").textAt("id");
        door().awaitEnd(first);
        var again = hook().deliver(claim(Shop.SMALL, "damaged"), "key-2");
        try (var api = new ApiDoor(shop().url(), TILL)) {
            assertThat(again.textAt("id")).isEqualTo(first);
            assertThat(again.textAt("outcome")).isEqualTo("repeated");
            assertThat(api.submit("damaged-order", claim(Shop.SMALL, "damaged"), "key-2"))
                    .isNotEqualTo(new DoorClient.Reply.Accepted(first));
        }
        assertThat(shop().effects("createRefund")).isEqualTo(1);
    }

    /** The key is what makes two events one: the first counts, and the sender is done. */
    @Override
    @Test
    void givenTheSameKeyForAnotherRequest_thenItIsRefused_andNothingStarts() {
        var first = hook().deliver(claim(Shop.SMALL, "damaged"), "key-3").textAt("id");
        door().awaitEnd(first);

        var other = hook().deliver(claim(Shop.LARGE, "damaged"), "key-3");
        var ofAnotherCustomer = hook().deliver(claim(Shop.SMALL, "damaged").with("customerId", "CUS-0002"), "key-3");

        assertThat(other.textAt("id")).isEqualTo(first);
        assertThat(ofAnotherCustomer.textAt("id")).isEqualTo(first);
        assertThat(shop().runs()).hasSize(1);
    }

    /** The file names the contract, and the loader has checked who may call it; the event can only be unfit. */
    @Override
    @Test
    void givenWhatCannotBeAccepted_thenItIsTheProtocolsOwnError_andNothingStarts() {
        var sound = claim(Shop.SMALL, "damaged");

        for (var unfit :
                new Json.Obj[] {sound.with("wish", "money"), sound.without("wish"), sound.with("orderId", "7")}) {
            var answer = hook().deliver(unfit, "key-10");
            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
        assertThat(shop().runs()).isEmpty();
    }

    /** Nobody looks through this door: not even the sender, who is told an id and follows it as whoever it is elsewhere. */
    @Override
    @Test
    void givenSomebodyElse_thenTheHandoffDoesNotExistForThem() {
        var handoff = hook().deliver(claim(Shop.SMALL, "damaged"), "key-15").textAt("id");
        try (var crane = new ApiDoor(shop().url(), CRANE);
                var till = new ApiDoor(shop().url(), TILL)) {
            assertThat(crane.look(handoff)).isEmpty();
            assertThat(till.look(handoff)).isEmpty();
        }
        assertThat(shop().as("omar").get("/hooks/carrier-scan").status()).isEqualTo(405);
    }
}
