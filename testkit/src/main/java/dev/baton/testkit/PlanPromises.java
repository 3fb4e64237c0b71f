package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.HandoffState;
import org.junit.jupiter.api.Test;

/** A model's plan is held to what it says: one of two things, an outcome, arguments that can be had. */
abstract class PlanPromises extends PlanningContract {
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
        var never = REFUND.replace("\"args\"", "\"when\": \"steps.order.totalMinor < 0\", \"args\"");
        model.gives("plan", plan("{\"outcome\": \"refunded\"}", ORDER, never)).gives("plan", plan(REFUNDED, REFUND));

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(receipt(done).outcome()).contains("refunded");
        assertThat(said(model.requests().getLast())).contains("no confirmed effect of billing.refund");
        assertThat(types(done.id())).containsSubsequence("Planned", "ReplanningBegun", "Planned");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenAStepThatWasSkipped_whenItIsPlannedAsItWas_thenItIsGivenBackWithTheConditionThatWasFalse() {
        var never = REFUND.replace("\"args\"", "\"when\": \"steps.order.totalMinor < 0\", \"args\"");
        var refunded = "{\"outcome\": \"refunded\"}";
        model.gives("plan", plan(refunded, ORDER, never))
                .gives("plan", plan(refunded, ORDER, never))
                .gives("plan", plan(refunded, ORDER, REFUND));

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
        var never = REFUND.replace("\"args\"", "\"when\": \"steps.order.totalMinor < 0\", \"args\"");
        for (var i = 0; i <= WHOLE.replans(); i++) {
            model.gives("plan", plan("{\"outcome\": \"refunded\"}", ORDER, never));
        }

        var done = end(planned(WHOLE, "ORD-000040", "refund"));

        assertThat(done.state()).isEqualTo(HandoffState.FAILED);
        assertThat(receipt(done).reason().orElseThrow()).contains("not proven");
        assertEffects(0, 0, 0);
    }
}
