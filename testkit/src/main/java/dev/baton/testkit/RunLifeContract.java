package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Capacity;
import dev.baton.engine.HandoffView;
import dev.baton.engine.RunView;
import dev.baton.engine.Runs;
import dev.baton.engine.Submission;
import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.run.Limits;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems.Fault;
import dev.baton.testkit.shop.ShopVariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What happens in a run between its start and its end: questions, waits, other agents, retries, people's hands. */
abstract class RunLifeContract extends WindowRuns {
    private static final Principal CUSTOMER = Principal.of(Principal.Kind.CUSTOMER, "CUS-1");
    private static final Principal OTHER = Principal.of(Principal.Kind.CUSTOMER, "CUS-2");

    /** A playbook whose refund needs one more step. */
    private static String withStep(String name, String step, String amount, String needs) {
        return """
                {"steps": {
                   "order":  {"tool": "orders.get", "args": {"orderId": "${input.orderId}"}},
                   "%s": %s,
                   "refund": {"tool": "billing.refund", "needs": ["%s"],
                              "args": {"orderId": "${input.orderId}", "amountMinor": "%s"}}},
                 "output": {"outcome": "refunded", "refundId": "${steps.refund.id}"}}""".formatted(name, step, needs, amount);
    }

    private static final String ASKS = withStep("amount", """
            {"ask": "requester", "question": "How much of ${steps.order.totalMinor} is broken?", "expires": "PT2H",
             "schema": {"type": "integer", "minimum": 1, "maximum": 4000}}""", "${steps.amount}", "amount");

    @Test
    void givenAQuestionToTheRequester_thenOnlyTheyAnswerIt_andTheAnswerIsUsed() {
        given(new ShopVariant().playbook(ASKS));
        var handoff = submit("ORD-000040", "refund");
        var question = question(handoff);
        assertThat(find(handoff).state()).isEqualTo(HandoffState.INPUT_REQUIRED);
        assertThat(question.question()).isEqualTo("How much of 4000 is broken?");

        assertThat(answer(handoff, Json.number(1500), OTHER)).isInstanceOf(Runs.Change.NotAllowed.class);
        assertThat(answer(handoff, Json.number(9999), CUSTOMER))
                .isInstanceOfSatisfying(
                        Runs.Change.Invalid.class,
                        it -> assertThat(it.problems().getFirst().message()).contains("4000"));
        restart();
        assertThat(answer(handoff, Json.number(1500), CUSTOMER)).isInstanceOf(Runs.Change.Made.class);

        assertThat(receipt(end(handoff)).outcome()).contains("refunded");
        assertThat(shop.effects(SampleShop.REFUND).getFirst().get("amountMinor"))
                .contains(Json.number(1500));
        assertThat(engine.runs().answer(find(handoff).run(), Optional.empty(), Json.number(1), CUSTOMER))
                .isInstanceOf(Runs.Change.NotPossible.class);
    }

    @Test
    void givenAQuestion_whenNobodyAnswersInTime_thenTheRunFailsAndSaysSo() {
        given(new ShopVariant().playbook(ASKS));
        var handoff = submit("ORD-000040", "refund");
        question(handoff);
        clock.advance(Duration.ofHours(2));
        var done = end(handoff);
        assertThat(done.state()).isEqualTo(HandoffState.FAILED);
        assertThat(receipt(done).reason().orElseThrow())
                .contains("nobody answered")
                .contains("How much of 4000");
        assertEffects(0, 0, 0);
    }

    @Test
    void givenAJudgementWithoutAModel_thenAnOperatorJudges() {
        given(new ShopVariant()
                .playbook(withStep(
                        "plausible", """
                {"judge": "Is this plausible?", "with": {"order": "${steps.order}"},
                 "schema": {"type": "object", "required": ["share"],
                            "properties": {"share": {"type": "integer"}}}}""", "${steps.order.totalMinor * steps.plausible.share / 100}", "plausible")));
        var handoff = submit("ORD-000040", "refund");
        var question = question(handoff);
        assertThat(question.of()).isEqualTo("operator");
        assertThat(question.context().get("order")).isPresent();
        eventually(() -> engine.runs().list(Optional.empty(), 10).stream()
                .flatMap(run -> run.waitsFor().stream())
                .filter("the answer of the operator: Is this plausible?"::equals)
                .findFirst());
        assertThat(find(handoff).state()).isEqualTo(HandoffState.WORKING);
        answer(handoff, Json.object("share", Json.number(50)), ANNE);
        end(handoff);
        assertThat(shop.effects(SampleShop.REFUND).getFirst().get("amountMinor"))
                .contains(Json.number(2000));
    }

    @Test
    void givenAWaitOfDays_thenItGoesOnAfterThem_restartsAndLimitsNotwithstanding() {
        given(new ShopVariant()
                .limits(new Limits(50, 20, Duration.ofMinutes(30), Optional.empty()))
                .playbook(withStep("pause", "{\"wait\": \"P3D\"}", "${steps.order.totalMinor}", "pause")));
        var handoff = submit("ORD-000040", "refund");
        awaitType(handoff, "WaitStarted");
        restart();
        clock.advance(Duration.ofDays(2));
        restart();
        assertThat(find(handoff).state()).isEqualTo(HandoffState.WORKING);
        assertEffects(0, 0, 0);
        clock.advance(Duration.ofDays(1));
        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
    }

    @Test
    void givenAWaitUntilATime_thenItGoesOnThen_andWhatIsPastIsNotWaitedFor() {
        var until = "{\"wait\": \"until timestamp('2026-01-12T00:00:00Z')\"}";
        given(new ShopVariant().playbook(withStep("pause", until, "${steps.order.totalMinor}", "pause")));
        var handoff = submit("ORD-000040", "refund");
        awaitType(handoff, "WaitStarted");
        clock.advance(Duration.ofHours(36));
        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        shop.order("ORD-000041", "CUS-1", 4000);
        assertThat(end(submit("ORD-000041", "refund")).state()).isEqualTo(HandoffState.COMPLETED);
    }

    private static final String PASSES_ON = """
            {"steps": {"settle": {"handoff": "damaged-order",
                                  "input": {"orderId": "${input.orderId}", "wish": "${input.wish}"}}},
             "output": {"outcome": "${steps.settle.output.outcome}"}}""";

    private String claim(String order) {
        return accepted(engine.handoffs()
                        .submit(new dev.baton.engine.HandoffRequest(
                                "claim",
                                Json.object("customerId", Json.text("CUS-1"))
                                        .with("orderId", order)
                                        .with("wish", "refund"),
                                OPERATOR,
                                "test",
                                Optional.empty())))
                .id();
    }

    private String child(String handoff) {
        return eventually(() -> engine.runs().find(find(handoff).run()).orElseThrow().steps().stream()
                        .flatMap(step -> step.note().stream())
                        .filter(note -> note.startsWith("is done by "))
                        .findFirst())
                .substring("is done by ".length());
    }

    @Test
    void givenAHandoffToAnotherAgent_thenItsReceiptIsTheResult_andItActsForTheSamePerson() {
        given(new ShopVariant().calledBy("agent:claims").claims(PASSES_ON));
        var done = end(claim("ORD-000040"));
        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(receipt(done).output().textAt("outcome")).contains("refunded");
        assertThat(types(done.id())).containsSubsequence("HandoffStarted", "HandedOff", "HandoffEnded", "Completed");
        assertEffects(1, 0, 1);
        var child = engine.runs().list(Optional.empty(), 10).stream()
                .filter(run -> !run.handoff().equals(done.id()))
                .findFirst();
        child.ifPresent(run -> assertThat(find(run.handoff()).requester())
                .isEqualTo("agent:claims for person:omar for customer:CUS-1"));
    }

    @Test
    void givenAChildThatWaitsForPeople_whenItEndsAfterARestart_thenTheParentGoesOn() {
        given(new ShopVariant().calledBy("agent:claims").claims(PASSES_ON));
        var parent = claim("ORD-000080");
        var child = child(parent);
        var approval = openApproval(child);
        restart();
        clock.advance(Duration.ofMinutes(90));
        engine.approvals()
                .decide(approval.id(), new dev.baton.engine.Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(end(parent).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenAChildThatIsRejected_thenTheParentIsToo_unlessItsPlanExpectsThat() {
        given(new ShopVariant().calledBy("agent:claims").claims(PASSES_ON));
        var rejected = end(claim("ORD-000300"));
        assertThat(rejected.state()).isEqualTo(HandoffState.REJECTED);
        assertThat(receipt(rejected).reason().orElseThrow())
                .contains("ended rejected")
                .contains("ORD-000300");

        given(new ShopVariant().calledBy("agent:claims").claims("""
                {"steps": {"settle": {"handoff": "damaged-order", "expect": "result.state != 'failed'",
                                      "input": {"orderId": "${input.orderId}", "wish": "${input.wish}"}}},
                 "output": {"outcome": "${steps.settle.state == 'rejected' ? 'replaced' : 'refunded'}"}}"""));
        assertThat(receipt(end(claim("ORD-000300"))).outcome()).contains("replaced");
    }

    @Test
    void givenACanceledParent_thenItsChildIsCalledOffFirst() {
        given(new ShopVariant().calledBy("agent:claims").claims(PASSES_ON));
        var parent = claim("ORD-000080");
        var child = child(parent);
        openApproval(child);
        engine.runs().cancel(find(parent).run(), OPERATOR, "not wanted any more", Optional.empty());
        assertThat(end(parent).state()).isEqualTo(HandoffState.CANCELED);
        assertThat(find(child).state()).isEqualTo(HandoffState.CANCELED);
        assertThat(receipt(find(child)).reason().orElseThrow()).contains("the run that asked for it is ending");
        assertEffects(0, 0, 0);
    }

    @Test
    void givenAgentsThatGoInCircles_thenThatEnds() {
        given(new ShopVariant().claims("""
                {"steps": {"again": {"handoff": "claim",
                                     "input": {"orderId": "${input.orderId}", "wish": "${input.wish}"}}},
                 "output": {"outcome": "refunded"}}""", "agent:claims"));
        var done = end(claim("ORD-000040"));
        assertThat(done.state()).isEqualTo(HandoffState.FAILED);
        assertThat(receipt(done).reason().orElseThrow()).contains("circles");
    }

    private static final String PAYS = """
            {"steps": {"refund": {"tool": "billing.payout",
                                  "args": {"customerId": "${input.customerId}", "amountMinor": 100}}},
             "output": {"outcome": "refunded"}}""";

    @Test
    void givenASystemWithNeitherKeyNorLookup_whenTheAnswerIsLost_thenAPersonTellsAndNotTooEarly() {
        given(new ShopVariant().allow(SampleShop.PAYOUT).playbook(PAYS));
        shop.fault(SampleShop.PAYOUT, new Fault.LostAfter(1));
        var handoff = submit("ORD-000040", "refund");
        eventually(() -> find(handoff).needs().filter(HandoffView.Needs.Resolution.class::isInstance));
        var run = find(handoff).run();

        assertThat(engine.runs().resolve(run, "refund", false, Optional.empty(), ANNE))
                .isInstanceOfSatisfying(
                        Runs.Change.NotPossible.class,
                        it -> assertThat(it.message()).contains("may still arrive until"));
        clock.advance(Duration.ofSeconds(30));
        assertThat(engine.runs().resolve(run, "refund", true, Optional.of(Json.text("P-7")), ANNE))
                .isInstanceOf(Runs.Change.Made.class);
        assertThat(receipt(end(handoff)).confirmations())
                .extracting(Receipt.Confirmation::id)
                .containsExactly("P-7");
        assertThat(count(SampleShop.PAYOUT)).as("never sent again").isEqualTo(1);
    }

    @Test
    void givenALostAnswer_whenTheKeyIsForgottenBeforeAnybodyLooks_thenAPersonIsAskedAndNothingIsSentAgain() {
        shop.fault(SampleShop.REFUND, new Fault.LostAfter(1000));
        var handoff = submit("ORD-000040", "refund");
        awaitType(handoff, "EffectUnknown");
        engine.close();
        clock.advance(Duration.ofDays(2));
        restart();
        eventually(() -> find(handoff).needs().filter(HandoffView.Needs.Resolution.class::isInstance));
        var sent = types(handoff).stream().filter("EffectResent"::equals).count();
        engine.runs().resolve(find(handoff).run(), "refund", true, Optional.of(Json.text("refund-1")), ANNE);
        assertThat(end(handoff).state()).as("its time is over by then").isEqualTo(HandoffState.FAILED);
        assertThat(receipt(find(handoff)).leftStanding()).hasSize(1);
        assertThat(types(handoff).stream().filter("EffectResent"::equals)).hasSize((int) sent);
        assertEffects(1, 0, 0);
    }

    @Test
    void givenALookupBesideTheKey_whenTheKeyIsForgotten_thenTheLookupTells() {
        given(new ShopVariant().allow(SampleShop.VOUCHER).playbook("""
                {"steps": {"voucher": {"tool": "crm.voucher", "args": {"customerId": "${input.customerId}"}}},
                 "output": {"outcome": "refunded"}}"""));
        shop.fault(SampleShop.VOUCHER, new Fault.LostAfter(1));
        shop.fault(SampleShop.NOTES, new Fault.Down(1));
        var handoff = submit("ORD-000040", "refund");
        awaitType(handoff, "EffectUnknown");
        assertThat(driven(handoff).state()).isEqualTo(HandoffState.FAILED);
        assertThat(types(handoff)).contains("EffectReconciled").doesNotContain("EffectResent");
        assertThat(count(SampleShop.VOUCHER)).isEqualTo(1);
    }

    @Test
    void givenAStepCompletedByHand_thenItIsProofAndNobodyDoesItAgain() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        var made = engine.runs().resolve(find(handoff).run(), "refund", true, Optional.of(Json.text("RF-77")), ANNE);
        assertThat(made).isInstanceOf(Runs.Change.Made.class);

        var receipt = receipt(end(handoff));
        assertThat(receipt.outcome()).contains("refunded");
        assertThat(receipt.output().textAt("refundId")).contains("RF-77");
        assertEffects(0, 0, 1);
        assertThat(engine.approvals()
                        .decide(approval.id(), new dev.baton.engine.Approvals.Decision.Approve(Optional.empty()), LENA))
                .isInstanceOf(dev.baton.engine.Approvals.Outcome.Stale.class);
        assertThat(receipt(end(submit("ORD-000080", "refund"))).reason().orElseThrow())
                .contains("already settled");
        assertThat(engine.runs().resolve(find(handoff).run(), "refund", true, Optional.empty(), LENA))
                .isInstanceOf(Runs.Change.NotAllowed.class);
    }

    @Test
    void givenASystemThatIsDown_thenTheRunTriesNoMoreThanItsBudget() {
        given(new ShopVariant().limits(new Limits(50, 20, Duration.ofHours(1), Optional.of(3))));
        shop.fault(SampleShop.REFUND, new Fault.Down(1000));
        var done = driven(submit("ORD-000040", "refund"));
        assertThat(receipt(done).reason().orElseThrow()).contains("used up its 3 retries");
        assertThat(types(done.id()).stream().filter("EffectResent"::equals)).hasSize(3);
    }

    @Test
    void givenASystemThatWantsToBeLeftAlone_thenItIs_butNotBeyondTheEndOfTheRun() {
        shop.fault(SampleShop.REFUND, new Fault.Busy(Duration.ofMinutes(10)));
        var handoff = submit("ORD-000040", "refund");
        awaitType(handoff, "EffectDeferred");
        clock.advance(Duration.ofMinutes(9));
        restart();
        assertThat(types(handoff)).doesNotContain("EffectResent");
        clock.advance(Duration.ofMinutes(1));
        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);

        shop.order("ORD-000041", "CUS-1", 4000);
        shop.fault(SampleShop.REFUND, new Fault.Busy(Duration.ofHours(10)));
        assertThat(receipt(end(submit("ORD-000041", "refund"))).reason().orElseThrow())
                .contains("after the run's end");
    }

    @Test
    void givenAFactThatCannotBeHadForAWhile_thenItIsRuledLater_withoutAskingPeopleAgain() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        // the plan's own read again, and then the fact's
        shop.fault(SampleShop.ORDER, new Fault.Down(8));
        engine.approvals()
                .decide(approval.id(), new dev.baton.engine.Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(driven(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(types(handoff)).contains("StepDeferred");
        assertThat(types(handoff).stream().filter("ApprovalAsked"::equals)).hasSize(1);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenACanceledRun_thenTheReadThatItWasWaitingForIsTold() throws InterruptedException {
        var reached = new CountDownLatch(1);
        shop.fault(SampleShop.ORDER, new Fault.Held(reached, new CountDownLatch(1)));
        var handoff = submit("ORD-000040", "refund");
        reached.await();
        engine.runs().cancel(find(handoff).run(), OPERATOR, "no longer needed", Optional.empty());
        assertThat(end(handoff).state()).isEqualTo(HandoffState.CANCELED);
    }

    @Test
    void givenMoreThanItCanDo_thenHandoffsAreRefusedBeforeTheyAreAccepted_andNoneIsLostAfter()
            throws InterruptedException {
        given(new Capacity(1, 2, 100));
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        shop.fault(SampleShop.ORDER, new Fault.Held(reached, release));
        var accepted = new ArrayList<String>();
        accepted.add(submit("ORD-000040", "refund"));
        reached.await();
        Optional<Submission.Overloaded> refused = Optional.empty();
        for (var i = 1; refused.isEmpty(); i++) {
            var order = "ORD-0005%02d".formatted(i);
            shop.order(order, "CUS-1", 4000);
            switch (engine.handoffs().submit(request(order, "refund", OPERATOR, Optional.of(order)))) {
                case Submission.Accepted it -> accepted.add(it.handoff().id());
                case Submission.Overloaded it -> refused = Optional.of(it);
                case Submission other -> throw new AssertionError(other);
            }
        }
        assertThat(accepted).hasSizeBetween(3, 60);
        assertThat(refused.get().retryAfter()).isPositive();
        var again = engine.handoffs().submit(request("ORD-000501", "refund", OPERATOR, Optional.of("ORD-000501")));
        assertThat(accepted(again).id())
                .as("what was accepted is still answered")
                .isEqualTo(accepted.get(1));

        release.countDown();
        for (var handoff : accepted) {
            assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        }
        assertEffects(accepted.size(), 0, accepted.size());
    }

    @Test
    void givenARunThatTookBack_thenPeopleSeeTheStepThatDidIt() {
        given(new ShopVariant().allow(SampleShop.CANCEL_REFUND).onFailure(dev.baton.run.OnFailure.UNDO));
        shop.fault(SampleShop.NOTE, new Fault.Refusing("closed"));
        var handoff = submit("ORD-000040", "refund");
        end(handoff);
        var steps = engine.runs().find(find(handoff).run()).orElseThrow().steps();
        assertThat(steps.getLast().id()).isEqualTo("undo:refund");
        assertThat(steps.getLast().tool()).isEqualTo("billing.cancelRefund");
        assertThat(steps.getLast().status()).isEqualTo(RunView.Status.DONE);
    }

    private void awaitType(String handoff, String type) {
        eventually(() -> types(handoff).stream().filter(type::equals).findFirst());
    }
}
