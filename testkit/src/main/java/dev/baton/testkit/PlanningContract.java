package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Approvals;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Submission;
import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.model.ModelCost;
import dev.baton.model.ModelException;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelRequest;
import dev.baton.run.Limits;
import dev.baton.run.PlanDiff;
import dev.baton.run.PlanVersion;
import dev.baton.run.Planning;
import dev.baton.testkit.model.ScriptedModel;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems.Fault;
import dev.baton.testkit.shop.ShopVariant;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that a model plans: it proposes, and everything else is as with a person's plan. */
abstract class PlanningContract extends EscalationContract {
    static final Planning WHOLE = new Planning(Planning.Style.WHOLE, 2, 3, Optional.empty(), "Be quick.");

    static final String ORDER = """
            {"name": "order", "tool": "orders.get", "args": {"orderId": "${input.orderId}"}}""";
    private static final String STOCK = """
            {"name": "stock", "tool": "shipping.stock", "args": {"sku": "${steps.order.sku}"},
             "expect": "result.available > 0"}""";
    static final String REPLACE = """
            {"name": "replace", "tool": "shipping.replace", "args": {"orderId": "${input.orderId}"}, "needs": ["stock"]}""";
    static final String REFUND = """
            {"name": "refund", "tool": "billing.refund",
             "args": {"orderId": "${input.orderId}", "amountMinor": "${steps.order.totalMinor}"}}""";
    static final String REFUNDED = """
            {"outcome": "refunded", "refundId": "${steps.refund.id}"}""";
    private static final String REPLACED = """
            {"outcome": "replaced", "replacementId": "${steps.replace.id}"}""";

    final ScriptedModel model = new ScriptedModel();

    @AfterEach
    void everyLineOfTheScriptWasUsed() {
        model.close();
    }

    static Json plan(String output, String... steps) {
        return Json.parse("{\"steps\": [" + String.join(", ", steps) + "], \"output\": " + output + "}");
    }

    String planned(Planning planning, String order, String wish) {
        given(new ShopVariant().plannedBy(planning));
        given(model);
        return submit(order, wish);
    }

    static String said(ModelRequest request) {
        return switch (request.messages().getLast()) {
            case ModelMessage.User(var text) -> text;
            case ModelMessage other -> throw new AssertionError(other);
        };
    }

    @Test
    void givenAModel_thenItPlansTheWholeAndIsAskedOnce() {
        model.gives("plan", plan(REFUNDED, ORDER, REFUND));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(receipt(done).outcome()).contains("refunded");
        assertEffects(1, 0, 0);
        assertThat(types(done.id())).containsOnlyOnce("ModelCalled", "Planned").doesNotContain("PlanRejected");
        var request = model.requests().getFirst();
        assertThat(((ModelMessage.Instructions) request.messages().getFirst()).text())
                .contains(
                        "The claim is settled and recorded", "Be quick.", "billing.refund (write)", "orders.get (read)")
                .contains("'refunded' only when billing.refund was done");
        assertThat(said(request)).contains("ORD-000040");
    }

    @Test
    void givenAPlanThatDoesNotCompile_thenItIsMendedByWhatTheCompilerSays() {
        model.gives("plan", plan(REFUNDED, ORDER, REFUND.replace("totalMinor", "total")))
                .gives("plan", plan(REFUNDED, ORDER, REFUND));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(said(model.requests().getLast()))
                .contains("/steps/refund/args")
                .contains("total");
        assertThat(types(done.id())).containsSubsequence("PlanRejected", "ModelCalled", "Planned");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenPlansThatNeverCompile_thenTheRunFailsAndNothingIsDone() {
        for (var i = 0; i < 3; i++) {
            model.gives("plan", plan(REFUNDED, ORDER, REFUND.replace("billing.refund", "billing.payout")));
        }

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.FAILED);
        assertThat(receipt(done).reason().orElseThrow()).contains("3 proposals", "billing.payout is not granted");
        assertEffects(0, 0, 0);
    }

    @Test
    void givenAModelThatSeesNoWay_thenTheRunFailsWithItsReason() {
        model.gives("plan", Json.parse("{\"steps\": [], \"output\": null, \"cannot\": \"there is no such tool\"}"));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.FAILED);
        assertThat(receipt(done).reason().orElseThrow()).contains("there is no such tool");
    }

    @Test
    void givenAModelThatIsDownForAWhile_thenThePlanIsMadeLater() {
        model.fails(ModelException.Kind.UNAVAILABLE)
                .fails(ModelException.Kind.RATE_LIMITED)
                .gives("plan", plan(REFUNDED, ORDER, REFUND));

        var done = driven(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(types(done.id())).contains("PlanDeferred");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenAKeyThatIsRefused_thenTheRunFailsAtOnceAndSaysWhy() {
        model.fails(ModelException.Kind.UNAUTHORIZED);

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.FAILED);
        assertThat(receipt(done).reason().orElseThrow()).contains("UNAUTHORIZED");
    }

    @Test
    void givenAFallback_whenTheModelIsDown_orThereIsNone_thenThePlaybookRuns() {
        model.fails(ModelException.Kind.UNAVAILABLE);
        given(new ShopVariant().plannedBy(WHOLE, "settle"));
        given(model);

        var done = end(submit("ORD-000040", "refund"));
        givenNoModel();
        shop.order("ORD-000041", "CUS-1", 4000);
        var other = end(submit("ORD-000041", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(other.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(journalOf(done)).anyMatch(words -> words.startsWith("Planned by playbook:settle"));
        assertEffects(2, 0, 2);
    }

    @Test
    void givenAFallbackInUse_thenItRunsAsWritten_andNothingIsPlannedAnew() {
        model.fails(ModelException.Kind.UNAVAILABLE);
        given(new ShopVariant().plannedBy(WHOLE, "settle"));
        given(model);
        shop.fault(SampleShop.REFUND, new Fault.Refusing("the account is closed"));

        var done = end(submit("ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.REJECTED);
        assertThat(types(done.id())).doesNotContain("ReplanningBegun");
    }

    @Test
    void givenNoModelAndNoFallback_thenNothingIsAccepted() {
        given(new ShopVariant().plannedBy(WHOLE));

        assertThat(engine.handoffs().submit(request("ORD-000040", "refund", OPERATOR, Optional.empty())))
                .isInstanceOfSatisfying(
                        Submission.NotReady.class,
                        it -> assertThat(it.message()).contains("models.yaml"));
    }

    @Test
    void givenAReplacementBeingApproved_whenStockSellsOut_thenANewPlanRefundsOnceAndShipsNothing() {
        model.gives("plan", plan(REPLACED, ORDER, STOCK, REPLACE)).gives("plan", plan(REFUNDED, REFUND));
        var handoff = planned(WHOLE, "ORD-000080", "replacement");
        var first = openApproval(handoff);
        assertThat(first.tool()).isEqualTo("shipping.replace");

        shop.stock(0);
        engine.approvals().decide(first.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        var second = openApproval(handoff);
        assertThat(second.tool()).isEqualTo("billing.refund");
        engine.approvals().decide(second.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);

        var done = end(handoff);
        assertThat(receipt(done).outcome()).contains("refunded");
        assertEffects(1, 0, 0);
        assertThat(types(handoff)).contains("ReplanningBegun").containsSubsequence("Planned", "Planned");
        assertThat(said(model.requests().getLast()))
                .contains("result.available > 0")
                .contains("order: ")
                .contains("ORD-000080");
        assertThat(engine.approvals().find(first.id()).orElseThrow().state().name())
                .isEqualTo("VOIDED");
        var run = engine.runs().find(done.run()).orElseThrow();
        assertThat(run.plans()).extracting(PlanVersion::version).containsExactly(1, 2);
        assertThat(run.plans().getLast().reason().orElseThrow()).contains("stock");
        assertThat(run.plans().getLast().diff())
                .contains(new PlanDiff(List.of("refund"), List.of("stock", "replace"), List.of(), List.of("order")));
        assertThat(run.models()).hasSize(2).allMatch(use -> use.inputTokens() == 100);
    }

    @Test
    void givenAStepThatFails_thenFinishedStepsAreKeptAndTheFailedOneIsPlannedAround() {
        shop.stock(0);
        model.gives("plan", plan(REPLACED, ORDER, REPLACE.replace("\"stock\"", "\"order\"")))
                .gives("plan", plan(REFUNDED, REFUND));

        var done = end(planned(WHOLE, "ORD-000040", "replacement"));

        assertThat(receipt(done).outcome()).contains("refunded");
        assertThat(said(model.requests().getLast())).contains("out of stock");
        assertThat(types(done.id()).stream().filter("ReadDone"::equals)).hasSize(1);
        assertEffects(1, 0, 0);
    }

    @Test
    void givenAWriteThatWasDone_whenANewPlanWantsItAgain_thenItIsNotDoneAgain() {
        shop.fault(SampleShop.NOTE, new Fault.Refusing("the customer is closed"));
        var note = """
                {"name": "note", "tool": "crm.note", "needs": ["refund"],
                 "args": {"customerId": "${input.customerId}", "text": "Settled"}}""";
        var again = plan(REFUNDED.replace("refund.id", "again.id"), REFUND.replace("\"refund\"", "\"again\""));
        model.gives("plan", plan(REFUNDED, ORDER, REFUND, note))
                .gives("plan", again)
                .gives("plan", plan(REFUNDED));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(said(model.requests().getLast())).contains("'refund' and 'again' would both be done");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenAnIdentityThatTheModelMadeUp_thenItIsGivenBack() {
        var note = """
                {"name": "note", "tool": "crm.note", "args": {"customerId": "CUS-2", "text": "Hello"}}""";
        model.gives("plan", plan(REFUNDED, ORDER, REFUND, note)).gives("plan", plan(REFUNDED, ORDER, REFUND));

        end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(said(model.requests().getLast())).contains("${input.customerId}");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenWhatModelsMayCost_thenTheReceiptHasTheSumAndNoCallGoesBeyondIt() {
        model.answers("dear", any -> true, any -> dear(plan("{}", ORDER)))
                .answers("dear", any -> true, any -> dear(plan(REFUNDED, ORDER)));
        var limits = new Limits(
                50,
                20,
                Duration.ofHours(1),
                Optional.empty(),
                Optional.of(new ModelCost(new BigDecimal("0.50"), "USD")));
        given(new ShopVariant().plannedBy(WHOLE).limits(limits));
        given(model);

        var done = end(submit("ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.FAILED);
        assertThat(receipt(done).cost()).isEqualTo(new Receipt.Cost("0.60", "USD", Optional.empty()));
        assertThat(receipt(done).reason().orElseThrow()).contains("0.50 USD");
        assertThat(model.requests()).hasSize(2);
    }

    private static ModelReply dear(Json plan) {
        return new ModelReply(
                plan.write(),
                Optional.of(plan),
                List.of(),
                ModelReply.Stop.END,
                new ModelReply.Usage(1000, 200, 100),
                "dear",
                Optional.of(new ModelCost(new BigDecimal("0.30"), "USD")));
    }

    @Test
    void givenCallsWithoutAPrice_thenTheReceiptSaysSo() {
        model.gives("plan", plan(REFUNDED, ORDER, REFUND));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(receipt(done).cost()).isEqualTo(new Receipt.Cost("0.00", "USD", Optional.of(1)));
    }

    @Test
    void givenAPlanToBeApproved_thenAPersonSeesItsEffectsAndNothingIsDoneBefore() {
        model.gives("plan", plan(REFUNDED, ORDER, REFUND));
        var handoff = planned(approvedBy("refund-lead"), "ORD-000040", "refund");

        var approval = openApproval(handoff);
        assertThat(approval.tool()).isEqualTo("baton.plan");
        assertThat(approval.args().get("effects").orElseThrow().write())
                .contains("billing.refund", "\"orderId\":\"ORD-000040\"", "${steps.order.totalMinor}");
        assertThat(find(handoff).state()).isEqualTo(HandoffState.APPROVAL_REQUIRED);
        assertThat(types(handoff)).doesNotContain("ReadDone");
        restart();
        engine.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);

        assertThat(receipt(end(handoff)).outcome()).contains("refunded");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenAPlanToBeApproved_whenDenied_thenTheRunIsRejected() {
        model.gives("plan", plan(REFUNDED, ORDER, REFUND));
        var handoff = planned(approvedBy("refund-lead"), "ORD-000040", "refund");
        var approval = openApproval(handoff);

        assertThat(engine.approvals()
                        .decide(approval.id(), new Approvals.Decision.Edit(Json.object(), Optional.empty()), LENA))
                .isInstanceOf(Approvals.Outcome.Invalid.class);
        engine.approvals().decide(approval.id(), new Approvals.Decision.Deny(Optional.of("too bold")), LENA);

        var done = end(handoff);
        assertThat(done.state()).isEqualTo(HandoffState.REJECTED);
        assertThat(receipt(done).reason().orElseThrow()).contains("too bold");
        assertEffects(0, 0, 0);
    }

    private static Planning approvedBy(String role) {
        return new Planning(Planning.Style.WHOLE, 2, 3, Optional.of(role), "");
    }

    @Test
    void givenAPartLeftOpen_thenItIsPlannedOnTheResultsOfWhatItNeeds() {
        var open = """
                {"name": "settle", "plan": "Replace it when there is stock, else refund", "needs": ["stock"]}""";
        model.gives("plan", plan("null", ORDER, STOCK.replace("> 0", ">= 0"), open))
                .gives("plan", plan(REPLACED, REPLACE));

        var done = end(planned(WHOLE, "ORD-000040", "replacement"));

        assertThat(receipt(done).outcome()).contains("replaced");
        assertThat(said(model.requests().getLast())).contains("Replace it when there is stock", "\"available\":5");
        assertEffects(0, 1, 0);
    }

    @Test
    void givenAStepwisePlanner_thenEachStepIsChosenOnTheResultsSoFar() {
        model.gives("step", plan("null", ORDER))
                .gives("step", plan("null", ORDER))
                .gives("step", plan("null", REFUND))
                .gives("step", plan(REFUNDED));

        var done =
                end(planned(new Planning(Planning.Style.STEPWISE, 2, 3, Optional.empty(), ""), "ORD-000040", "refund"));

        assertThat(receipt(done).outcome()).contains("refunded");
        assertThat(said(model.requests().get(2))).contains("these steps are in the plan already: order");
        assertThat(said(model.requests().getLast())).contains("refund-1");
        assertEffects(1, 0, 0);
    }

    private static final String JUDGED = """
            {"steps": {
               "order":     {"tool": "orders.get", "args": {"orderId": "${input.orderId}"}},
               "plausible": {"judge": "Is this plausible?", "with": {"order": "${steps.order}"},
                             "schema": {"enum": ["yes", "no"]}, "expect": "result == 'yes'"},
               "refund":    {"tool": "billing.refund", "needs": ["plausible"],
                             "args": {"orderId": "${input.orderId}", "amountMinor": "${steps.order.totalMinor}"}}},
             "output": {"outcome": "refunded", "refundId": "${steps.refund.id}"}}""";

    @Test
    void givenAJudgement_thenAModelMakesIt_andMayMendItOnce() {
        model.gives("judge", Json.parse("{\"because\": \"It looks so.\", \"answer\": \"perhaps\"}"))
                .gives("judge", Json.parse("{\"because\": \"It looks so.\", \"answer\": \"yes\"}"));
        given(new ShopVariant().playbook(JUDGED));
        given(model);

        var done = end(submit("ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(types(done.id())).containsSubsequence("JudgementRejected", "ModelCalled", "Judged");
        assertThat(engine.runs().find(done.run()).orElseThrow().steps())
                .filteredOn(step -> step.id().equals("plausible"))
                .allSatisfy(step -> assertThat(step.note()).contains("scripted: It looks so."));
        assertThat(said(model.requests().getLast())).contains("cannot be carried out");
    }

    @Test
    void givenAJudgement_whenTheModelIsDown_thenAPersonJudges() {
        model.fails(ModelException.Kind.UNAVAILABLE);
        given(new ShopVariant().playbook(JUDGED));
        given(model);

        var handoff = submit("ORD-000040", "refund");
        assertThat(question(handoff).question()).isEqualTo("Is this plausible?");
        answer(handoff, Json.text("yes"), ANNE);

        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
    }

    private List<String> journalOf(HandoffView done) {
        return engine.runs().journal(done.run(), 0).stream()
                .map(dev.baton.engine.JournalEntry::words)
                .toList();
    }
}
