package dev.baton.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.server.door.DoorClient.Reply;
import dev.baton.server.door.DoorClient.Shown;
import dev.baton.server.story.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is the same whichever door a handoff comes through: its events, its receipt, its keys, and what is refused. Each
 * door has a test that extends this with a client that speaks its protocol; the API is the measure.
 */
public abstract class DoorContract {
    /** A service that may hand in for customers, and another one that has nothing to do with it. */
    protected static final String TILL = "till";

    protected static final String CRANE = "crane";
    private static final String CONTRACT = "damaged-order";
    private static final String CUSTOMER = "CUS-0001";

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private DoorShop shop;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private DoorClient door;

    /** A client of the door under test. */
    protected abstract DoorClient open(String url, String persona);

    /** The door's name in the log. */
    protected abstract String name();

    /** How the protocol calls a state that a handoff of Baton has. */
    protected abstract String word(HandoffState state);

    @BeforeEach
    void openShop() throws InterruptedException {
        shop = DoorShop.open(folder.resolve("door"), Map.of());
        door = open(shop.url(), TILL);
    }

    @AfterEach
    void closeShop() {
        door.close();
        shop.close();
    }

    @Test
    void givenTheSameInput_thenEventsAndReceiptAreThoseOfTheApi_butForTheDoorsName() throws InterruptedException {
        var handoff = submitted(claim(Shop.SMALL, "damaged"), "key-1");
        var shown = door.awaitEnd(handoff);

        try (var other = DoorShop.open(folder.resolve("api"), Map.of());
                var api = new ApiDoor(other.url(), TILL)) {
            var same = accepted(api.submit(CONTRACT, claim(Shop.SMALL, "damaged"), "key-1"));
            var measure = api.awaitEnd(same);

            assertThat(shown.state()).isEqualTo(word(HandoffState.COMPLETED));
            assertThat(Masked.text(shown.receipt().orElseThrow()))
                    .isEqualTo(Masked.text(measure.receipt().orElseThrow()));
            assertThat(shop.events(handoff))
                    .isEqualTo(other.events(same).stream()
                            .map(event -> event.replace("\"door\":\"api\"", "\"door\":\"" + name() + "\""))
                            .toList());
        }
    }

    @Test
    void givenTheSameKeyTwice_thenItIsOneHandoff_throughThisDoorAndThroughTheApi() {
        var first = submitted(claim(Shop.SMALL, "damaged"), "key-2");
        var again = submitted(claim(Shop.SMALL, "damaged"), "key-2");
        try (var api = new ApiDoor(shop.url(), TILL)) {
            var throughTheApi = accepted(api.submit(CONTRACT, claim(Shop.SMALL, "damaged"), "key-2"));

            assertThat(List.of(again, throughTheApi)).containsOnly(first);
        }
        door.awaitEnd(first);
        assertThat(shop.effects("createRefund")).isEqualTo(1);
    }

    @Test
    void givenTheSameKeyForAnotherRequest_thenItIsRefused_andNothingStarts() {
        door.awaitEnd(submitted(claim(Shop.SMALL, "damaged"), "key-3"));

        var other = door.submit(CONTRACT, claim(Shop.LARGE, "damaged"), "key-3");

        assertThat(refused(other)).contains("used");
        assertThat(shop.runs()).hasSize(1);
    }

    @Test
    void givenAnApproval_thenTheDoorShowsThatAColleagueDecides_andTheReceiptSaysWhoDid() {
        var handoff = submitted(claim(Shop.LARGE, "damaged"), "key-4");
        shop.awaitEvent(handoff, "ApprovalAsked");
        var waiting = look(handoff);

        shop.approve(handoff);
        var end = door.awaitEnd(handoff);

        assertThat(waiting.state()).isEqualTo(word(HandoffState.APPROVAL_REQUIRED));
        assertThat(waiting.words()).contains("A colleague is confirming this");
        assertThat(end.state()).isEqualTo(word(HandoffState.COMPLETED));
        assertThat(end.receipt().orElseThrow().write()).contains("\"by\":\"person:lena\"");
    }

    @Test
    void givenAQuestionOfTheAgent_thenTheDoorAsksIt_andTheAnswerComesThroughTheDoor() {
        var handoff = submitted(claim(Shop.SMALL, "missing-part"), "key-5");
        shop.awaitEvent(handoff, "InputAsked");
        var asked = look(handoff);

        door.answer(handoff, Json.text("lid"));
        var end = door.awaitEnd(handoff);

        assertThat(asked.state()).isEqualTo(word(HandoffState.INPUT_REQUIRED));
        assertThat(asked.words()).contains("Which part is missing?");
        assertThat(end.state()).isEqualTo(word(HandoffState.COMPLETED));
        assertThat(shop.effects("createRefund")).isEqualTo(1);
    }

    @Test
    void givenACancel_thenNothingIsDone_andTheDoorShowsIt() {
        var handoff = submitted(claim(Shop.LARGE, "damaged"), "key-6");
        shop.awaitEvent(handoff, "ApprovalAsked");

        door.cancel(handoff);
        var end = door.awaitEnd(handoff);

        assertThat(end.state()).isEqualTo(word(HandoffState.CANCELED));
        assertThat(shop.effects("createRefund")).isZero();
    }

    @Test
    void givenARefusalByPolicy_thenTheDoorTellsTheRuleInWords() {
        var end = door.awaitEnd(submitted(claim(Shop.LATE, "damaged"), "key-7"));

        assertThat(end.state()).isEqualTo(word(HandoffState.REJECTED));
        assertThat(end.words()).contains("Claims are possible for 30 days after delivery.");
        assertThat(shop.effects("createRefund")).isZero();
    }

    @Test
    void givenAPlanThatCannotGoOn_thenTheDoorShowsTheFailure_andThatNothingWasDone() throws InterruptedException {
        var unmet = Map.of(
                "onFailure: ask",
                "onFailure: keep",
                "  stock:\n    tool: shipping.stock\n",
                "    expect: result.totalMinor > 1000000\n  stock:\n    tool: shipping.stock\n");
        try (var strict = DoorShop.open(folder.resolve("strict"), unmet);
                var there = open(strict.url(), TILL)) {
            var end = there.awaitEnd(accepted(there.submit(CONTRACT, claim(Shop.SMALL, "damaged"), "key-8")));

            assertThat(end.state()).isEqualTo(word(HandoffState.FAILED));
            assertThat(end.receipt().orElseThrow().write()).contains("\"confirmations\":[]");
        }
    }

    @Test
    void givenAnApprovalThatExpires_thenTheDoorShowsTheEndWithoutAnEffect() throws InterruptedException {
        try (var hasty = DoorShop.open(folder.resolve("hasty"), Map.of("expires: PT4H", "expires: PT1S"));
                var there = open(hasty.url(), TILL)) {
            var end = there.awaitEnd(accepted(there.submit(CONTRACT, claim(Shop.LARGE, "damaged"), "key-9")));

            assertThat(end.state()).isEqualTo(word(HandoffState.REJECTED));
            assertThat(hasty.effects("createRefund")).isZero();
        }
    }

    @Test
    void givenWhatCannotBeAccepted_thenItIsTheProtocolsOwnError_andNothingStarts() {
        var sound = claim(Shop.SMALL, "damaged");
        try (var lena = open(shop.url(), "lena")) {
            assertThat(refused(door.submit("damaged-ordr", sound, "key-10"))).contains("damaged-ordr");
            assertThat(refused(door.submit(CONTRACT, sound.with("wish", "money"), "key-11")))
                    .contains("wish");
            assertThat(refused(door.submit(CONTRACT, sound.with("orderid", Shop.SMALL), "key-12")))
                    .contains("orderid");
            assertThat(refused(door.submit(CONTRACT, sound.without("wish"), "key-13")))
                    .contains("wish");
            assertThat(refused(lena.submit(CONTRACT, sound, "key-14"))).isNotEmpty();
        }
        assertThat(shop.runs()).isEmpty();
    }

    @Test
    void givenSomebodyElse_thenTheHandoffDoesNotExistForThem() {
        var handoff = submitted(claim(Shop.SMALL, "damaged"), "key-15");
        door.awaitEnd(handoff);
        try (var crane = open(shop.url(), CRANE)) {
            assertThat(crane.look(handoff)).isEmpty();
            assertThat(crane.look("h-00000000000000000000000000")).isEmpty();
        }
        assertThat(door.look("h-00000000000000000000000000")).isEmpty();
    }

    @Test
    void givenARestartWhileItWaits_whenTheClientComesBack_thenNothingIsLost() throws InterruptedException {
        var handoff = submitted(claim(Shop.LARGE, "damaged"), "key-16");
        shop.awaitEvent(handoff, "ApprovalAsked");
        door.close();

        shop.restart();
        door = open(shop.url(), TILL);
        var again = submitted(claim(Shop.LARGE, "damaged"), "key-16");
        var waiting = look(handoff);
        shop.approve(handoff);
        var end = door.awaitEnd(handoff);

        assertThat(again).isEqualTo(handoff);
        assertThat(waiting.state()).isEqualTo(word(HandoffState.APPROVAL_REQUIRED));
        assertThat(end.state()).isEqualTo(word(HandoffState.COMPLETED));
        assertThat(shop.effects("createRefund")).isEqualTo(1);
    }

    protected static Json.Obj claim(String order, String issue) {
        return Json.object()
                .with("customerId", CUSTOMER)
                .with("orderId", order)
                .with("issue", issue)
                .with("wish", "refund");
    }

    /** The shop that the door under test leads into. */
    protected DoorShop shop() {
        return shop;
    }

    protected DoorClient door() {
        return door;
    }

    private String submitted(Json.Obj input, String key) {
        return accepted(door.submit(CONTRACT, input, key));
    }

    private static String accepted(Reply reply) {
        return switch (reply) {
            case Reply.Accepted(var handoff) -> handoff;
            case Reply.Refused(var words) -> throw new AssertionError("refused: " + words);
        };
    }

    private static String refused(Reply reply) {
        return switch (reply) {
            case Reply.Refused(var words) -> words;
            case Reply.Accepted(var handoff) -> throw new AssertionError("accepted as " + handoff);
        };
    }

    private Shown look(String handoff) {
        return door.look(handoff).orElseThrow(() -> new AssertionError("the door does not know " + handoff));
    }
}
