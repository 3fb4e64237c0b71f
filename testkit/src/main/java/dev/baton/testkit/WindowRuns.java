package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.HandoffView;
import dev.baton.engine.Runs;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems.Fault;
import dev.baton.testkit.shop.ShopVariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sums over time: what is about to be done counts, exactly, however much is about to be done at once. */
abstract class WindowRuns extends SwitchRuns {
    private static final int ORDERS = 12;

    private static String order(int i) {
        return "ORD-5%05d".formatted(i);
    }

    private void ordersOf4000() {
        for (var i = 0; i < ORDERS; i++) {
            shop.order(order(i), "CUS-1", 4000);
        }
    }

    @Test
    void givenManyAtOnce_thenNoMoreIsRefundedThanTheWindowHasRoomFor() {
        ordersOf4000();
        given(new ShopVariant().refundingAtMost(10_000));

        var handoffs = new ArrayList<String>();
        for (var i = 0; i < ORDERS; i++) {
            handoffs.add(submit(order(i), "refund"));
        }
        var ends = handoffs.stream().map(this::end).toList();

        assertThat(count(SampleShop.REFUND)).isEqualTo(2);
        assertThat(ends.stream().map(HandoffView::state)).containsOnly(HandoffState.COMPLETED, HandoffState.REJECTED);
        assertThat(ends.stream().filter(it -> it.state() == HandoffState.REJECTED))
                .hasSize(ORDERS - 2)
                .allSatisfy(it -> assertThat(receipt(it).reason()).contains("No more is refunded within 30 days."));
    }

    @Test
    void givenTimePasses_thenThereIsRoomAgain_alsoAfterARestart() {
        ordersOf4000();
        given(new ShopVariant().refundingAtMost(5_000));

        assertThat(end(submit(order(0), "refund")).state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(end(submit(order(1), "refund")).state()).isEqualTo(HandoffState.REJECTED);
        restart();
        clock.advance(Duration.ofDays(29));
        assertThat(end(submit(order(2), "refund")).state()).isEqualTo(HandoffState.REJECTED);
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        assertThat(end(submit(order(3), "refund")).state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(count(SampleShop.REFUND)).isEqualTo(2);
    }

    @Test
    void givenTheSystemSaysNo_thenItsRoomIsFreeAgain() {
        ordersOf4000();
        given(new ShopVariant().refundingAtMost(5_000));
        shop.fault(SampleShop.REFUND, new Fault.Refusing("closed today"));

        assertThat(end(submit(order(0), "refund")).state()).isEqualTo(HandoffState.REJECTED);
        assertThat(end(submit(order(1), "refund")).state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(end(submit(order(2), "refund")).state()).isEqualTo(HandoffState.REJECTED);
    }

    @Test
    void givenAnAnswerThatWasLost_thenItCountsOnceAllTheWhile() {
        ordersOf4000();
        given(new ShopVariant().refundingAtMost(8_000));
        shop.fault(SampleShop.REFUND, new Fault.LostAfter(2));

        assertThat(driven(submit(order(0), "refund")).state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(end(submit(order(1), "refund")).state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(end(submit(order(2), "refund")).state()).isEqualTo(HandoffState.REJECTED);
    }

    @Test
    void givenAnEffectOfWhichNobodyKnows_thenItsRoomIsKeptUntilAPersonFoundOut() {
        ordersOf4000();
        given(new ShopVariant().refundingAtMost(5_000));
        // asked by its key again and again until that is forgotten, so that only a person can tell
        shop.fault(SampleShop.REFUND, new Fault.LostBefore(100));
        var first = submit(order(0), "refund");
        eventually(() -> {
            clock.advance(Duration.ofMinutes(10));
            return find(first).needs().filter(HandoffView.Needs.Resolution.class::isInstance);
        });

        assertThat(end(submit(order(1), "refund")).state()).isEqualTo(HandoffState.REJECTED);

        clock.advance(Duration.ofDays(1));
        assertThat(engine.runs().resolve(find(first).run(), "refund", false, Optional.empty(), ANNE))
                .isInstanceOf(Runs.Change.Made.class);
        end(first);
        shop.fault(SampleShop.REFUND, new Fault.LostBefore(1));
        assertThat(driven(submit(order(2), "refund")).state()).isEqualTo(HandoffState.COMPLETED);
    }

    @Test
    void givenAVerdict_thenItTellsWhatTheSumWas() {
        ordersOf4000();
        given(new ShopVariant().refundingAtMost(9_000));
        end(submit(order(0), "refund"));

        var second = end(submit(order(1), "refund"));

        var ruled = engine.runs().journal(second.run(), 0).stream()
                .filter(entry -> entry.type().equals("Ruled"))
                .map(entry -> entry.payload().get("windows"))
                .flatMap(Optional::stream)
                .toList();
        assertThat(ruled).isEqualTo(List.of(Json.object("refunds/refunded", Json.number(4000))));
    }
}
