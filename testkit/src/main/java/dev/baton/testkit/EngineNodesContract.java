package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.callback.Answer;
import dev.baton.engine.Approvals;
import dev.baton.engine.CallbackSender;
import dev.baton.engine.Engine;
import dev.baton.engine.HandoffView;
import dev.baton.engine.JournalEntry;
import dev.baton.event.EventStore;
import dev.baton.handoff.HandoffState;
import dev.baton.policy.Switches;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems.Fault;
import dev.baton.testkit.shop.ShopVariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two engines on one log: any accepts, any runs, and who asks the other one sees the same. */
public abstract class EngineNodesContract extends EngineCase {
    private static final Duration LEASE = Duration.ofSeconds(3);

    private EventStore otherStore = new InMemoryEventStore();
    private Engine other = engine;

    /** Another store on the same contents, as another node has it. */
    protected abstract EventStore beside(EventStore store);

    @BeforeEach
    void beginOther() {
        otherStore = beside(store);
        other = start(otherStore, "other");
    }

    @AfterEach
    void endOther() {
        other.close();
        otherStore.close();
    }

    private HandoffView endSeenByOther(String handoff) throws InterruptedException {
        return other.handoffs().await(handoff, PATIENCE).orElseThrow();
    }

    @Test
    void givenAHandoffAcceptedHere_whenAwaitedThere_thenItsEndIsSeen() throws Exception {
        var done = endSeenByOther(submit("ORD-000040", "refund"));
        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(done).isEqualTo(find(done.id()));
        assertEffects(1, 0, 1);
    }

    @Test
    void givenARunHere_whenItsJournalIsReadThere_thenEveryEntryComesOnceAndInOrder() throws Exception {
        var handoff = submit("ORD-000040", "refund");
        var run = find(handoff).run();
        var seen = new ArrayList<JournalEntry>();
        while (seen.isEmpty() || !seen.getLast().type().equals("Completed")) {
            var next = other.runs().awaitJournal(run, seen.size(), PATIENCE);
            assertThat(next).as("what follows %s", seen).isNotEmpty();
            seen.addAll(next);
        }
        assertThat(seen).isEqualTo(engine.runs().journal(run, 0));
    }

    @Test
    void givenASwitchTurnedHere_whenTheOtherNodeIsToWrite_thenItWaits() throws Exception {
        engine.switches().turn(Switches.Kind.TOOL, "billing.refund", false, Optional.empty(), OPERATOR);
        eventually(() -> other.switches().off().stream().findFirst());
        var handoff = accepted(other.handoffs().submit(request("ORD-000040", "refund", OPERATOR, Optional.empty())))
                .id();
        eventually(() -> types(handoff).stream().filter("Halted"::equals).findFirst());
        assertEffects(0, 0, 0);

        other.switches().turn(Switches.Kind.TOOL, "billing.refund", true, Optional.empty(), OPERATOR);

        assertThat(driven(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenTwoNodesThatRefundAtOnce_thenTogetherNoMoreThanTheWindowHasRoomFor() throws Exception {
        given(new ShopVariant().refundingAtMost(10_000));
        var handoffs = new ArrayList<String>();
        for (var i = 0; i < 10; i++) {
            var order = "ORD-6%05d".formatted(i);
            shop.order(order, "CUS-1", 4000);
            var node = i % 2 == 0 ? engine : other;
            handoffs.add(accepted(node.handoffs().submit(request(order, "refund", OPERATOR, Optional.empty())))
                    .id());
        }

        for (var handoff : handoffs) {
            assertThat(endSeenByOther(handoff).state()).isIn(HandoffState.COMPLETED, HandoffState.REJECTED);
        }

        assertThat(count(SampleShop.REFUND)).isEqualTo(2);
    }

    @Test
    void givenAnApprovalAskedHere_whenDecidedThere_thenTheRunGoesOn() throws Exception {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        var decided = other.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(decided).isInstanceOf(Approvals.Outcome.Taken.class);
        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(endSeenByOther(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenTheSameKeyOnBothNodes_thenThereIsOneRun() throws Exception {
        var key = Optional.of("key-1");
        var here = accepted(engine.handoffs().submit(request("ORD-000040", "refund", OPERATOR, key)));
        var there = accepted(other.handoffs().submit(request("ORD-000040", "refund", OPERATOR, key)));
        assertThat(there.run()).isEqualTo(here.run());
        endSeenByOther(here.id());
        assertEffects(1, 0, 1);
    }

    @Test
    void givenARunThatWaitsForASystemHere_whenCanceledThere_thenItDoesNotWaitForTheAnswer() throws Exception {
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        shop.fault(SampleShop.ORDER, new Fault.Held(reached, release));
        var handoff = submit("ORD-000040", "refund");
        assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        other.runs().cancel(find(handoff).run(), OPERATOR, "called off", Optional.empty());
        try {
            assertThat(endSeenByOther(handoff).state()).isEqualTo(HandoffState.CANCELED);
        } finally {
            release.countDown();
        }
        assertEffects(0, 0, 0);
    }

    @Test
    void givenAnEngineThatIsClosed_thenTheOtherGoesOnWithItsRunsAtOnce() throws Exception {
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        shop.fault(SampleShop.ORDER, new Fault.Held(reached, release));
        var handoff = submit("ORD-000040", "refund");
        assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        var closing = Thread.startVirtualThread(engine::close);
        release.countDown();
        // the clock stands still, so that no lease ends by itself
        assertThat(endSeenByOther(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        closing.join();
        assertEffects(1, 0, 1);
    }

    @Test
    void givenANodeThatDiesWhileItSends_whenItsLeaseEnds_thenTheOtherSettlesItAndNothingIsDoneTwice() throws Exception {
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        shop.fault(SampleShop.REFUND, new Fault.Held(reached, release));
        var handoff = submit("ORD-000040", "refund");
        assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        store.close();
        release.countDown();
        clock.advance(LEASE);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var view = other.handoffs().find(handoff).orElseThrow();
        while (!view.state().isTerminal() && System.nanoTime() < deadline) {
            clock.advance(Duration.ofSeconds(1));
            view = other.handoffs().await(handoff, Duration.ofMillis(50)).orElseThrow();
        }
        assertThat(view.state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenACallback_whenItsNodeIsGone_thenTheOtherTellsTheRestInOrder() throws Exception {
        outside.answering(message -> new Answer.Failed("answered with 500", Optional.empty()));
        var asked = request("ORD-000040", "refund", OPERATOR, Optional.empty());
        var handoff = accepted(engine.handoffs().submit(asked.withCallback(CallbackRuns.HOOK)))
                .id();
        end(handoff);
        outside.await(PATIENCE, received -> !received.isEmpty());
        eventually(() -> other.callbacks().list(handoff).stream()
                .flatMap(view -> view.waiting().stream())
                .filter(message -> message.attempts() > 0)
                .findFirst());

        engine.close();
        outside.answering(message -> new Answer.Taken(200));
        clock.advance(Duration.ofSeconds(10));

        var received =
                outside.await(PATIENCE, all -> all.size() > 1 && CallbackRuns.endsWith(all, HandoffState.COMPLETED));
        assertThat(received.get(1).id()).isEqualTo(received.getFirst().id());
        assertThat(received.stream().skip(1).map(CallbackSender.Message::id)).doesNotHaveDuplicates();
        assertThat(received.stream().map(message -> message.handoff().revision()))
                .isSorted();
    }

    @Test
    void givenTwoNodesAtWork_thenEachStateIsToldOnceByOneOfThem() throws Exception {
        var handoffs = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            var order = "ORD-7%05d".formatted(i);
            shop.order(order, "CUS-1", 4000);
            var node = i % 2 == 0 ? engine : other;
            var asked = request(order, "refund", OPERATOR, Optional.empty());
            handoffs.add(accepted(node.handoffs().submit(asked.withCallback(CallbackRuns.HOOK)))
                    .id());
        }

        var received = outside.await(
                PATIENCE,
                all -> all.stream()
                                .filter(it -> it.handoff().state() == HandoffState.COMPLETED)
                                .map(it -> it.handoff().id())
                                .distinct()
                                .count()
                        == handoffs.size());

        assertThat(received.stream().map(CallbackSender.Message::id)).doesNotHaveDuplicates();
    }
}
