package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.HandoffState;
import dev.baton.model.ModelMessage;
import org.junit.jupiter.api.Test;

/** A model's plan is held to what it says: one of two things, an outcome, arguments that can be had. */
abstract class PlanPromises extends PlanningContract {
    /** A claim that nothing can be said about before it is made. */
    private static final String CLAIMED = """
            {"outcome": "${steps.order.totalMinor > 0 ? 'refunded' : 'replaced'}"}""";

    private static final String NEVER = refundWhen("steps.order.totalMinor < 0");

    private static String refundWhen(String condition) {
        return REFUND.replace("\"args\"", "\"when\": \"" + condition + "\", \"args\"");
    }

    @Test
    void givenConditionsThatDoNotExcludeEachOther_thenTheSecondWriteIsRefusedWhenItsTimeComes() {
        var some = "\"when\": \"steps.order.totalMinor > 0\", \"args\"";
        var refund = REFUND.replace("\"args\"", some);
        var again = refund.replace("\"refund\"", "\"again\"").replace("\"args\"", "\"needs\": [\"refund\"], \"args\"");
        var refunded = "{\"outcome\": \"refunded\", \"refundId\": \"${steps.?refund.id}\"}";
        model.gives("plan", plan(refunded, ORDER, refund, again)).gives("plan", plan(refunded));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(said(model.requests().getLast())).contains("not done again");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenArgumentsThatCannotBeHad_thenItIsPlannedAnew() {
        var wrong = REFUND.replace("steps.order.totalMinor", "steps.order.totalMinor / 0");
        model.gives("plan", plan(REFUNDED, ORDER, wrong))
                .gives("plan", plan(REFUNDED, wrong))
                .gives("plan", plan(REFUNDED, REFUND));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(said(model.requests().get(1))).contains("refund: ", "zero");
        assertThat(said(model.requests().getLast())).contains("'refund' has failed exactly like this");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenAPlanThatPromisesWhatNoStepDoes_thenItIsGivenBack() {
        model.gives("plan", plan("{\"outcome\": \"refunded\"}", ORDER)).gives("plan", plan(REFUNDED, ORDER, REFUND));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(said(model.requests().getLast())).contains("'refunded' needs billing.refund");
    }

    @Test
    void givenWritesOfWhichOnlyOneIsEverDone_thenThePlanIsGivenBack_andNothingIsLeftToChance() {
        var replace = REPLACE.replace("\"needs\": [\"stock\"]", "\"needs\": []");
        model.gives("plan", plan(REFUNDED, ORDER, REFUND, replace)).gives("plan", plan(REFUNDED, ORDER, REFUND));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(said(model.requests().getLast()))
                .contains("'refund' and 'replace' would both be done")
                .contains("only one of billing.refund and shipping.replace");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenAClaimOfSuccessWithoutTheEffect_thenItIsPlannedAnew() {
        model.gives("plan", plan(CLAIMED, ORDER, NEVER)).gives("plan", plan(REFUNDED, REFUND));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(receipt(done).outcome()).contains("refunded");
        assertThat(said(model.requests().getLast())).contains("no confirmed effect of billing.refund");
        assertThat(types(done.id())).containsSubsequence("Planned", "ReplanningBegun", "Planned");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenAPromiseThatHangsOnACondition_thenItIsGivenBack_andNothingOfThePlanIsDone() {
        model.gives("plan", plan(REFUNDED, ORDER, NEVER)).gives("plan", plan(REFUNDED, ORDER, REFUND));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(receipt(done).outcome()).contains("refunded");
        assertThat(said(model.requests().getLast()))
                .contains("the outcome is 'refunded' in any case, so 'refund' has to be done in any case")
                .contains("write it without 'when'");
        assertThat(types(done.id())).containsOnlyOnce("PlanRejected", "Planned");
    }

    @Test
    void givenTheSamePlanAgain_whenItIsGivenBackOnceMore_thenTheModelIsNotShownWhatItWouldCopy() {
        model.gives("plan", plan(REFUNDED, ORDER, NEVER))
                .gives("plan", plan(REFUNDED, ORDER, NEVER))
                .gives("plan", plan(REFUNDED, ORDER, REFUND));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(receipt(done).outcome()).contains("refunded");
        assertThat(model.requests().get(1).messages()).anyMatch(ModelMessage.Reply.class::isInstance);
        assertThat(model.requests().get(2).messages()).noneMatch(ModelMessage.Reply.class::isInstance);
        assertThat(said(model.requests().get(2)))
                .contains("given twice already", "'refund' has to be done in any case");
    }

    @Test
    void givenAConditionOnTheRequestAlone_thenItIsKnownWhetherThePromiseIsKept() {
        model.gives("plan", plan(REFUNDED, ORDER, refundWhen("input.wish == 'replacement'")))
                .gives("plan", plan(REFUNDED, ORDER, refundWhen("input.wish == 'refund'")));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(receipt(done).outcome()).contains("refunded");
        assertThat(said(model.requests().getLast()))
                .contains("the 'when' of 'refund' is false for this request: input.wish == 'replacement'");
        assertThat(types(done.id())).containsOnlyOnce("PlanRejected", "Planned");
    }

    @Test
    void givenAStepThatWasSkipped_whenItIsPlannedAsItWas_thenItIsGivenBackWithTheConditionThatWasFalse() {
        model.gives("plan", plan(CLAIMED, ORDER, NEVER))
                .gives("plan", plan("{\"outcome\": \"refunded\"}", ORDER, NEVER))
                .gives("plan", plan(REFUNDED, ORDER, REFUND));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(receipt(done).outcome()).contains("refunded");
        assertThat(said(model.requests().get(1)))
                .contains("the step refund was skipped: when is false: steps.order.totalMinor < 0");
        assertThat(said(model.requests().getLast())).contains("'refund' was skipped (when is false");
        assertThat(types(done.id())).containsOnlyOnce("ReplanningBegun", "PlanRejected");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenAClaimOfSuccessThatStaysWithoutTheEffect_thenItEndsFailed() {
        for (var i = 0; i <= WHOLE.replans(); i++) {
            model.gives("plan", plan(CLAIMED, ORDER, NEVER));
        }

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.FAILED);
        assertThat(receipt(done).reason().orElseThrow()).contains("not proven");
        assertEffects(0, 0, 0);
    }
}
