package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Approvals;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.Runs;
import dev.baton.engine.Submission;
import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What an engine promises on whatever store it stands: the story of the damaged order, with everything going wrong. */
public abstract class EngineContract extends ListedRuns {
    @Test
    void givenASmallOrder_whenHandedOff_thenItIsRefundedWithoutAPerson() {
        var done = end(submit("ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        var receipt = receipt(done);
        assertThat(receipt.outcome()).contains("refunded");
        assertThat(receipt.output().textAt("refundId")).contains("refund-1");
        assertThat(receipt.confirmations()).extracting(Receipt.Confirmation::id).containsExactly("refund-1", "note-1");
        assertThat(receipt.leftStanding()).isEmpty();
        assertThat(done.message()).isEqualTo("Done: refunded");
        assertEffects(1, 0, 1);
    }

    @Test
    void givenAWishForAReplacement_whenInStock_thenItIsReplacedAndNotRefunded() {
        assertThat(receipt(end(submit("ORD-000040", "replacement"))).outcome()).contains("replaced");
        assertEffects(0, 1, 1);
    }

    @Test
    void givenAWishForAReplacement_whenOutOfStock_thenItIsRefunded() {
        shop.stock(0);
        assertThat(receipt(end(submit("ORD-000040", "replacement"))).outcome()).contains("refunded");
        assertEffects(1, 0, 1);
    }

    @Test
    void givenALargerOrder_whenApproved_thenItIsRefundedOnceAndTheReceiptNamesTheApprover() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        assertThat(find(handoff).state()).isEqualTo(HandoffState.APPROVAL_REQUIRED);
        assertThat(find(handoff).needs()).contains(needs(approval));
        assertThat(approval.args().get("amountMinor")).contains(Json.number(8000));
        assertThat(approval.because()).isEqualTo("A colleague confirms.");
        assertThat(approval.evidence().members()).containsKey("refunds/order");
        assertEffects(0, 0, 0);

        var outcome = engine.approvals()
                .decide(approval.id(), new Approvals.Decision.Approve(Optional.of("looks right")), LENA);
        assertThat(outcome).isInstanceOf(Approvals.Outcome.Taken.class);

        var receipt = receipt(end(handoff));
        assertThat(receipt.outcome()).contains("refunded");
        assertThat(receipt.approvals()).singleElement().satisfies(it -> {
            assertThat(it.by()).isEqualTo("person:lena");
            assertThat(it.rule()).isEqualTo("refunds/larger");
            assertThat(it.comment()).contains("looks right");
        });
        assertEffects(1, 0, 1);
        assertThat(engine.approvals().decide(approval.id(), new Approvals.Decision.Deny(Optional.empty()), LENA))
                .isInstanceOfSatisfying(
                        Approvals.Outcome.Stale.class,
                        stale -> assertThat(stale.message()).contains("person:lena"));
    }

    @Test
    void givenALargerOrder_whenDenied_thenItIsRejectedWithTheComment() {
        var handoff = submit("ORD-000080", "refund");
        engine.approvals()
                .decide(openApproval(handoff).id(), new Approvals.Decision.Deny(Optional.of("no photo")), LENA);
        var done = end(handoff);
        assertThat(done.state()).isEqualTo(HandoffState.REJECTED);
        assertThat(receipt(done).reason().orElseThrow()).contains("no photo");
        assertEffects(0, 0, 0);
    }

    @Test
    void givenALargerOrder_whenNobodyDecidesInTime_thenItIsRejected() {
        var handoff = submit("ORD-000080", "refund");
        openApproval(handoff);
        clock.advance(Duration.ofHours(4));
        assertThat(end(handoff).state()).isEqualTo(HandoffState.REJECTED);
        assertEffects(0, 0, 0);
    }

    @Test
    void givenAnOpenApproval_thenWhoAskedAndWhoLacksTheRoleCannotDecide() {
        var asker = Principal.of(Principal.Kind.PERSON, "omar", "operator", "refund-lead", Principal.ACT_FOR);
        var handoff = accepted(engine.handoffs().submit(request("ORD-000080", "refund", asker, Optional.empty())));
        var approval = openApproval(handoff.id());
        var approve = new Approvals.Decision.Approve(Optional.empty());
        assertThat(engine.approvals().decide(approval.id(), approve, asker))
                .isInstanceOf(Approvals.Outcome.NotAllowed.class);
        assertThat(engine.approvals().decide(approval.id(), approve, OPERATOR))
                .isInstanceOf(Approvals.Outcome.NotAllowed.class);
        var robot = Principal.of(Principal.Kind.AGENT, "refunds", "refund-lead");
        assertThat(engine.approvals().decide(approval.id(), approve, robot))
                .isInstanceOf(Approvals.Outcome.NotAllowed.class);
        assertThat(find(handoff.id()).state()).isEqualTo(HandoffState.APPROVAL_REQUIRED);
    }

    @Test
    void givenAnOpenApproval_whenTheAmountIsEdited_thenItIsRuledAndAskedAgain() {
        var handoff = submit("ORD-000080", "refund");
        var first = openApproval(handoff);
        var lower = new Approvals.Decision.Edit(
                Json.object("amountMinor", Json.number(4500)), Optional.of("one glass only"));
        engine.approvals().decide(first.id(), lower, LENA);
        var second = openApproval(handoff);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.args().get("amountMinor")).contains(Json.number(4500));
        engine.approvals().decide(second.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(shop.effects(SampleShop.REFUND).getFirst().get("amountMinor"))
                .contains(Json.number(4500));
        assertThat(engine.approvals()
                        .decide(
                                second.id(),
                                new Approvals.Decision.Edit(
                                        Json.object("orderId", Json.text("ORD-000040")), Optional.empty()),
                                LENA))
                .isNotInstanceOf(Approvals.Outcome.Taken.class);
    }

    @Test
    void givenDecisionsInQuickSuccession_thenTheRunNeverStandsStill() {
        var handoff = submit("ORD-000080", "refund");
        for (var amount = 7000; amount > 6950; amount--) {
            var edit = new Approvals.Decision.Edit(Json.object("amountMinor", Json.number(amount)), Optional.empty());
            assertThat(engine.approvals().decide(openApproval(handoff).id(), edit, LENA))
                    .isInstanceOf(Approvals.Outcome.Taken.class);
        }
        engine.approvals().decide(openApproval(handoff).id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenAReplacementBeingApproved_whenStockSellsOutMeanwhile_thenItIsPlannedAgainAndRefundedOnce() {
        var handoff = submit("ORD-000080", "replacement");
        var first = openApproval(handoff);
        assertThat(first.tool()).isEqualTo("shipping.replace");
        shop.stock(0);
        engine.approvals().decide(first.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        var second = openApproval(handoff);
        assertThat(second.tool()).isEqualTo("billing.refund");
        engine.approvals().decide(second.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(receipt(end(handoff)).outcome()).contains("refunded");
        assertEffects(1, 0, 1);
        assertThat(types(handoff)).contains("Replanned");
    }

    @Test
    void givenAnApprovedReplacement_whenStockOnlyShrank_thenTheApprovalStillHolds() {
        var handoff = submit("ORD-000080", "replacement");
        shop.stock(2);
        engine.approvals().decide(openApproval(handoff).id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(receipt(end(handoff)).outcome()).contains("replaced");
        assertThat(types(handoff)).doesNotContain("Replanned");
    }

    @Test
    void givenSomebodyElsesOrder_thenItIsRejectedAsIfItDidNotExist() {
        var foreign = end(submit("ORD-000300", "refund"));
        var unknown = end(submit("ORD-999999", "refund"));
        assertThat(foreign.state()).isEqualTo(HandoffState.REJECTED);
        assertThat(receipt(foreign).reason().orElseThrow().replace("ORD-000300", "X"))
                .isEqualTo(receipt(unknown).reason().orElseThrow().replace("ORD-999999", "X"));
        assertEffects(0, 0, 0);
    }

    @Test
    void givenTheSameKeyTwice_thenThereIsOneRun() {
        var request = request("ORD-000040", "refund", OPERATOR, Optional.of("key-1"));
        var first = accepted(engine.handoffs().submit(request));
        var second = engine.handoffs().submit(request);
        assertThat(second).isInstanceOfSatisfying(Submission.Accepted.class, again -> {
            assertThat(again.repeated()).isTrue();
            assertThat(again.handoff().id()).isEqualTo(first.id());
        });
        var other = request("ORD-000080", "refund", OPERATOR, Optional.of("key-1"));
        assertThat(engine.handoffs().submit(other)).isEqualTo(new Submission.KeyReused(first.id()));
        end(first.id());
        assertEffects(1, 0, 1);
    }

    @Test
    void givenManyAtOnceForOneOrder_thenOneRunAndOneRefund() throws Exception {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = java.util.stream.IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> {
                        go.await();
                        return engine.handoffs().submit(request("ORD-000080", "refund", OPERATOR, Optional.empty()));
                    }))
                    .toList();
            go.countDown();
            var accepted = 0;
            for (var one : tries) {
                switch (one.get()) {
                    case Submission.Accepted ignored -> accepted++;
                    case Submission.AlreadyRunning running ->
                        assertThat(find(running.handoff()).run()).isEqualTo(running.run());
                    case Submission other -> throw new AssertionError(other);
                }
            }
            assertThat(accepted).isEqualTo(1);
        }
    }

    @Test
    void givenAnOrderThatWasSettled_whenClaimedAgain_thenTheSecondRunIsToldWhoHasIt() {
        var first = submit("ORD-000040", "refund");
        end(first);
        var again = end(submit("ORD-000040", "replacement"));
        assertThat(again.state()).isEqualTo(HandoffState.REJECTED);
        assertThat(receipt(again).reason().orElseThrow()).contains(first);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenARefundWhoseAnswerIsLost_thenItIsSentAgainWithTheSameKeyAndDoneOnce() {
        shop.fault(SampleShop.REFUND, new Fault.LostAfter(2));
        assertThat(driven(submit("ORD-000040", "refund")).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenARefundThatGoesOnWhenItIsSentAgain_thenThatRefusalIsNotTakenForAnEnd() {
        shop.fault(SampleShop.REFUND, new Fault.SlowAfter());
        assertThat(driven(submit("ORD-000040", "refund")).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenANoteWhoseAnswerIsLost_thenItIsFoundAndNotWrittenAgain() {
        shop.fault(SampleShop.NOTE, new Fault.LostAfter(1));
        var done = driven(submit("ORD-000040", "refund"));
        assertThat(receipt(done).confirmations())
                .extracting(Receipt.Confirmation::id)
                .contains("note-1");
        assertEffects(1, 0, 1);
    }

    @Test
    void givenANoteThatWasNeverWritten_whenNotFoundForLongEnough_thenItIsWrittenOnce() {
        shop.fault(SampleShop.NOTE, new Fault.LostBefore(1));
        assertThat(driven(submit("ORD-000040", "refund")).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenSystemsThatAreDownForAWhile_thenItGoesOnLater() {
        shop.fault(SampleShop.ORDER, new Fault.Down(1));
        shop.fault(SampleShop.REFUND, new Fault.Down(3));
        shop.fault(SampleShop.NOTE, new Fault.Down(2));
        assertThat(driven(submit("ORD-000040", "refund")).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenARunThatWaitsForApproval_whenTheEngineStartsAnew_thenItGoesOn() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        restart();
        assertThat(find(handoff).state()).isEqualTo(HandoffState.APPROVAL_REQUIRED);
        engine.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenARefundOnItsWay_whenTheEngineIsClosed_thenTheOutcomeIsKeptAndTheNextEngineGoesOn() throws Exception {
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        shop.fault(SampleShop.REFUND, new Fault.Held(reached, release));
        var handoff = submit("ORD-000040", "refund");
        assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        var closing = Thread.startVirtualThread(this::restart);
        release.countDown();
        closing.join();
        assertThat(driven(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenACanceledRun_thenItEndsCanceledAndDoesNothingMore() {
        var handoff = submit("ORD-000080", "refund");
        openApproval(handoff);
        engine.runs().cancel(find(handoff).run(), OPERATOR, "the customer called it off", Optional.empty());
        var done = end(handoff);
        assertThat(done.state()).isEqualTo(HandoffState.CANCELED);
        assertThat(receipt(done).reason()).contains("the customer called it off");
        assertEffects(0, 0, 0);
    }

    @Test
    void givenWhoHandedItIn_thenTheyMayCallItOff_andNobodyElseButOperators() {
        var till = Principal.of(Principal.Kind.SERVICE, "till", "operator", Principal.ACT_FOR);
        var input = Json.parse("{\"customerId\": \"CUS-1\", \"orderId\": \"ORD-000080\", \"wish\": \"refund\"}");
        var accepted = (Submission.Accepted)
                engine.handoffs().submit(new HandoffRequest("damaged-order", input, till, "test", Optional.empty()));
        var run = accepted.handoff().run();
        openApproval(accepted.handoff().id());
        var crane = Principal.of(Principal.Kind.SERVICE, "crane", "operator", Principal.ACT_FOR);

        assertThat(engine.runs().cancel(run, crane, "mine now", Optional.empty()))
                .isInstanceOf(Runs.Change.NotAllowed.class);
        assertThat(engine.runs().cancel(run, till, "take it back", Optional.of(true)))
                .isInstanceOf(Runs.Change.NotAllowed.class);
        engine.runs().cancel(run, till, "not needed any more", Optional.empty());

        assertThat(receipt(end(accepted.handoff().id())).reason()).contains("not needed any more");
    }

    @Test
    void givenBadInput_thenItIsRefusedWholeAndNothingIsStarted() {
        var position = store.position();
        assertThat(engine.handoffs()
                        .submit(new HandoffRequest("damaged-ordr", Json.object(), OPERATOR, "test", Optional.empty())))
                .isInstanceOfSatisfying(
                        Submission.UnknownContract.class,
                        it -> assertThat(it.message()).contains("did you mean 'damaged-order'"));
        var wrong = Json.parse("{\"customerId\": \"CUS-1\", \"orderId\": \"1\", \"wish\": 3, \"extra\": true}");
        assertThat(engine.handoffs()
                        .submit(new HandoffRequest("damaged-order", wrong, OPERATOR, "test", Optional.empty())))
                .isInstanceOfSatisfying(
                        Submission.Invalid.class,
                        it -> assertThat(it.problems()).hasSizeGreaterThanOrEqualTo(3));
        var stranger = Principal.of(Principal.Kind.PERSON, "eve");
        assertThat(engine.handoffs().submit(request("ORD-000040", "refund", stranger, Optional.empty())))
                .isInstanceOf(Submission.NotAllowed.class);
        var assistant = Principal.of(Principal.Kind.ASSISTANT, "support")
                .actingFor(Principal.of(Principal.Kind.CUSTOMER, "CUS-2"));
        assertThat(engine.handoffs().submit(request("ORD-000040", "refund", assistant, Optional.empty())))
                .isInstanceOf(Submission.NotAllowed.class);
        assertThat(store.position()).isEqualTo(position);
    }

    @Test
    void givenAnEndedRun_thenItsChainVerifiesAndItsListShowsIt() throws Exception {
        var handoff = submit("ORD-000040", "refund");
        var run = end(handoff).run();
        var stream = dev.baton.event.StreamId.of("run", run);
        var head = dev.baton.event.StreamHead.EMPTY;
        for (var event : store.read(stream, 0)) {
            assertThat(event.event().follows(stream, head)).isTrue();
            head = event.head();
        }
        var listed = eventually(() -> engine.runs().list(Optional.of(HandoffState.COMPLETED), 10).stream()
                .findFirst());
        assertThat(listed.id()).isEqualTo(run);
        assertThat(listed.subject()).isEqualTo("customer:CUS-1");
        assertThat(engine.runs().find(run).orElseThrow().steps()).hasSize(5);
    }
}
