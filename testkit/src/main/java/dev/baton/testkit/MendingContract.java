package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Approvals;
import dev.baton.engine.RunView;
import dev.baton.engine.Runs;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.run.Limits;
import dev.baton.run.OnFailure;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems.Fault;
import dev.baton.testkit.shop.ShopVariant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Single steps that people have skipped or tried again. */
abstract class MendingContract extends UndoContract {
    private static final Limits FEW_RETRIES = new Limits(50, 20, Duration.ofHours(1), Optional.of(2));

    private RunView.StepView step(String handoff, String id) {
        return engine.runs().find(find(handoff).run()).orElseThrow().steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Runs.Change retry(String handoff, String step) {
        return engine.runs().retry(find(handoff).run(), step, ANNE);
    }

    private Runs.Change skip(String handoff, String step) {
        return engine.runs().skip(find(handoff).run(), step, "it is not needed", ANNE);
    }

    private void drivenUntil(String handoff, RunView.Status status) {
        eventually(() -> {
            clock.advance(Duration.ofSeconds(1));
            return Optional.of(handoff).filter(it -> step(it, "refund").status() == status);
        });
    }

    @Test
    void givenAWriteThatWasGivenUp_whenItIsTriedAgain_thenItIsRuledAnewAndDoneAsANewEffect() {
        given(new ShopVariant().onFailure(OnFailure.ASK).limits(FEW_RETRIES));
        shop.fault(SampleShop.REFUND, new Fault.Down(1000));
        var handoff = submit("ORD-000040", "refund");
        drivenUntil(handoff, RunView.Status.FAILED);
        var asked = question(handoff);
        assertThat(asked.question()).contains("used up its 2 retries").contains("Nothing was done");
        assertThat(asked.schema().get("enum")).contains(Json.texts(List.of("retry", "skip", "end")));
        assertThat(step(handoff, "refund").possible()).containsExactly("retry", "skip", "complete");
        restart();

        shop.fault(SampleShop.REFUND, new Fault.Down(0));
        assertThat(engine.runs().retry(find(handoff).run(), "refund", LENA)).isInstanceOf(Runs.Change.NotAllowed.class);
        assertThat(retry(handoff, "refund")).isInstanceOf(Runs.Change.Made.class);

        assertThat(receipt(driven(handoff)).outcome()).contains("refunded");
        assertEffects(1, 0, 1);
        assertThat(types(handoff))
                .containsSubsequence(
                        "EffectIntended",
                        "EffectFailed",
                        "InputAsked",
                        "InputVoided",
                        "StepRetried",
                        "Ruled",
                        "EffectIntended",
                        "EffectConfirmed",
                        "Completed");
        assertThat(step(handoff, "refund").effect().orElseThrow()).endsWith("-e2");
    }

    @Test
    void givenARunThatCannotGoOn_whenTheAnswerIsToTryAgain_thenItGoesOnFromThere() {
        given(new ShopVariant().onFailure(OnFailure.ASK).allow(SampleShop.CANCEL_REFUND));
        shop.fault(SampleShop.NOTE, new Fault.Refusing("the customer is closed"));
        var handoff = submit("ORD-000040", "refund");
        assertThat(question(handoff).schema().get("enum"))
                .contains(Json.texts(List.of("retry", "skip", "undo", "keep")));
        shop.fault(SampleShop.NOTE, new Fault.Down(0));
        answer(handoff, Json.text("retry"), ANNE);

        assertThat(driven(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenARunThatCannotGoOn_whenTheAnswerIsToSkip_thenItCompletesWithoutThatStep() {
        given(new ShopVariant().onFailure(OnFailure.ASK));
        shop.fault(SampleShop.NOTE, new Fault.Refusing("the customer is closed"));
        var handoff = submit("ORD-000040", "refund");
        answer(handoff, Json.text("skip"), ANNE);

        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(step(handoff, "note").status()).isEqualTo(RunView.Status.SKIPPED);
        assertThat(step(handoff, "note").note().orElseThrow()).contains("anne");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenAStepThatFailedTwice_thenAPersonIsAskedAgain_andMayEndIt() {
        given(new ShopVariant().onFailure(OnFailure.ASK).limits(FEW_RETRIES));
        shop.fault(SampleShop.REFUND, new Fault.Down(1000));
        var handoff = submit("ORD-000040", "refund");
        drivenUntil(handoff, RunView.Status.FAILED);
        var first = question(handoff).id();
        answer(handoff, Json.text("retry"), ANNE);
        var second = eventually(() -> {
            clock.advance(Duration.ofSeconds(1));
            return Optional.of(find(handoff))
                    .flatMap(view -> view.needs())
                    .filter(dev.baton.engine.HandoffView.Needs.Input.class::isInstance)
                    .map(needs -> ((dev.baton.engine.HandoffView.Needs.Input) needs).id())
                    .filter(id -> !id.equals(first));
        });
        assertThat(second).isNotEqualTo(first);
        answer(handoff, Json.text("end"), ANNE);

        assertThat(end(handoff).state()).isEqualTo(HandoffState.FAILED);
        assertEffects(0, 0, 0);
    }

    @Test
    void givenAWriteWhoseOutcomeNobodyKnows_whenItIsTriedAgain_thenItGoesByItsKey() {
        shop.fault(SampleShop.REFUND, new Fault.LostAfter(12));
        var handoff = submit("ORD-000040", "refund");
        eventually(() -> {
            clock.advance(Duration.ofSeconds(1));
            return find(handoff).needs().filter(dev.baton.engine.HandoffView.Needs.Resolution.class::isInstance);
        });
        assertThat(retry(handoff, "refund")).isInstanceOf(Runs.Change.Made.class);

        assertThat(driven(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
        assertThat(types(handoff)).containsSubsequence("StepRetried", "EffectResent", "EffectConfirmed");
        assertThat(step(handoff, "refund").effect().orElseThrow()).endsWith("-e1");
    }

    @Test
    void givenAWriteThatNothingCanTellAbout_thenItIsNotTriedAgain() {
        given(new ShopVariant().allow(SampleShop.PAYOUT).playbook("""
                {"steps": {"refund": {"tool": "billing.payout",
                                      "args": {"customerId": "${input.customerId}", "amountMinor": 100}}},
                 "output": {"outcome": "refunded"}}"""));
        shop.fault(SampleShop.PAYOUT, new Fault.LostAfter(1));
        var handoff = submit("ORD-000040", "refund");
        drivenUntil(handoff, RunView.Status.UNKNOWN);

        assertThat(retry(handoff, "refund"))
                .isInstanceOfSatisfying(
                        Runs.Change.NotPossible.class,
                        it -> assertThat(it.message()).contains("a person has to find out"));
        assertThat(skip(handoff, "refund")).isInstanceOf(Runs.Change.NotPossible.class);
        assertThat(count(SampleShop.PAYOUT)).isEqualTo(1);
    }

    @Test
    void givenAReadThatWaitsForItsNextAttempt_whenItIsTriedAgain_thenItNeedNotWait() {
        shop.fault(SampleShop.ORDER, new Fault.Busy(Duration.ofMinutes(10)));
        var handoff = submit("ORD-000040", "refund");
        eventually(() -> Optional.of(handoff).filter(it -> types(it).contains("StepDeferred")));
        assertThat(retry(handoff, "order")).isInstanceOf(Runs.Change.Made.class);

        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
    }

    @Test
    void givenAStepThatIsSkipped_thenOneThatCannotDoWithoutItsResultEndsTheRunAndSaysSo() {
        shop.fault(SampleShop.ORDER, new Fault.Busy(Duration.ofMinutes(10)));
        var handoff = submit("ORD-000040", "refund");
        eventually(() -> Optional.of(handoff).filter(it -> types(it).contains("StepDeferred")));
        assertThat(skip(handoff, "order")).isInstanceOf(Runs.Change.Made.class);

        var done = end(handoff);
        assertThat(done.state()).isEqualTo(HandoffState.FAILED);
        assertThat(receipt(done).reason().orElseThrow()).contains("order was skipped by a person");
        assertEffects(0, 0, 0);
    }

    @Test
    void givenAWriteThatWaitsForAnApproval_whenItIsSkipped_thenNobodyIsAskedAnyMore_andNothingStandsForTheOutcome() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        assertThat(skip(handoff, "refund")).isInstanceOf(Runs.Change.Made.class);

        assertThat(receipt(end(handoff)).reason().orElseThrow()).contains("is not proven");
        assertThat(engine.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA))
                .isInstanceOf(Approvals.Outcome.Stale.class);
        assertEffects(0, 0, 1);
    }

    @Test
    void givenWhatAPersonRefused_orWhatIsDone_thenItIsNotTriedAgain() {
        given(new ShopVariant()
                .onFailure(OnFailure.ASK)
                .allow(SampleShop.CANCEL_REFUND)
                .ask(
                        SampleShop.NOTE,
                        new dev.baton.policy.Policy.ApprovalTerms(
                                "refund-lead", 1, List.of(), Duration.ofHours(1), Duration.ofHours(1))));
        var handoff = submit("ORD-000040", "refund");
        engine.approvals()
                .decide(openApproval(handoff).id(), new Approvals.Decision.Deny(Optional.of("no notes")), LENA);
        assertThat(question(handoff).schema().get("enum")).contains(Json.texts(List.of("skip", "undo", "keep")));

        assertThat(retry(handoff, "note"))
                .isInstanceOfSatisfying(
                        Runs.Change.NotPossible.class,
                        it -> assertThat(it.message()).contains("no notes"));
        assertThat(retry(handoff, "refund")).isInstanceOf(Runs.Change.NotPossible.class);
        assertThat(skip(handoff, "nothing")).isInstanceOf(Runs.Change.NotPossible.class);
        answer(handoff, Json.text("undo"), ANNE);
        assertThat(receipt(end(handoff)).undone()).hasSize(1);
    }
}
