package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Approvals;
import dev.baton.engine.Runs;
import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.run.OnFailure;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems.Fault;
import dev.baton.testkit.shop.ShopVariant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of what was done when a run cannot go on. */
abstract class UndoContract extends ArchivingRuns {
    static final Principal ANNE = Principal.of(Principal.Kind.PERSON, "anne", "operator");

    /** The refund is done, and then the note is refused. */
    private String failing(ShopVariant variant) {
        given(variant);
        shop.fault(SampleShop.NOTE, new Fault.Refusing("the customer is closed"));
        return submit("ORD-000040", "refund");
    }

    @Test
    void givenUndo_whenALaterStepFails_thenWhatWasDoneIsTakenBackAndItsKeyIsFree() {
        var done = end(failing(new ShopVariant().onFailure(OnFailure.UNDO).allow(SampleShop.CANCEL_REFUND)));

        assertThat(done.state()).isEqualTo(HandoffState.FAILED);
        var receipt = receipt(done);
        assertThat(receipt.reason().orElseThrow()).contains("the customer is closed");
        assertThat(receipt.undone()).extracting(Receipt.Confirmation::id).containsExactly("refund-1");
        assertThat(receipt.confirmations())
                .extracting(Receipt.Confirmation::id)
                .containsExactly("refund-1", "cancelRefund-1");
        assertThat(receipt.leftStanding()).isEmpty();
        assertThat(shop.effects(SampleShop.CANCEL_REFUND).getFirst().textAt("refundId"))
                .contains("refund-1");
        assertThat(end(submit("ORD-000040", "refund")).state()).isEqualTo(HandoffState.COMPLETED);
    }

    @Test
    void givenKeep_whenALaterStepFails_thenItIsLeftStandingAndItsKeyStaysTaken() {
        var receipt = receipt(end(failing(new ShopVariant())));

        assertThat(receipt.leftStanding()).singleElement().satisfies(left -> {
            assertThat(left.id()).isEqualTo("refund-1");
            assertThat(left.note()).isPresent();
        });
        assertThat(receipt.undone()).isEmpty();
        var second = end(submit("ORD-000040", "refund"));
        assertThat(receipt(second).reason().orElseThrow()).contains("already settled");
        assertEffects(1, 0, 0);
    }

    @Test
    void givenUndo_whenTheAgentMayNotUseIt_thenItIsLeftStandingAndSaysWhy() {
        var receipt = receipt(end(failing(new ShopVariant().onFailure(OnFailure.UNDO))));

        assertThat(receipt.leftStanding().getFirst().note().orElseThrow()).contains("billing.cancelRefund");
        assertThat(count(SampleShop.CANCEL_REFUND)).isZero();
    }

    @Test
    void givenUndo_whenNoRuleAllowsIt_thenItIsLeftStanding() {
        var variant = new ShopVariant().onFailure(OnFailure.UNDO).grant(SampleShop.CANCEL_REFUND);
        var receipt = receipt(end(failing(variant)));

        assertThat(receipt.leftStanding().getFirst().note().orElseThrow()).contains("no rule allows");
        assertThat(count(SampleShop.CANCEL_REFUND)).isZero();
    }

    @Test
    void givenUndoThatNeedsAnApproval_whenApproved_thenItIsTakenBack_andWhenDenied_thenItStands() {
        var variant = new ShopVariant().onFailure(OnFailure.UNDO).ask(SampleShop.CANCEL_REFUND);
        var approved = failing(variant);
        var asked = openApproval(approved);
        assertThat(asked.tool()).isEqualTo("billing.cancelRefund");
        engine.approvals().decide(asked.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(receipt(end(approved)).undone()).hasSize(1);

        var denied = failing(variant);
        engine.approvals()
                .decide(openApproval(denied).id(), new Approvals.Decision.Deny(Optional.of("let them keep it")), LENA);
        var left = receipt(end(denied)).leftStanding().getFirst();
        assertThat(left.note().orElseThrow()).contains("let them keep it");
        assertThat(count(SampleShop.CANCEL_REFUND)).isEqualTo(1);
    }

    @Test
    void givenUndo_whenItsAnswerIsLost_thenItIsTakenBackOnceAllTheSame() {
        shop.fault(SampleShop.CANCEL_REFUND, new Fault.LostAfter(3));
        var handoff = failing(new ShopVariant().onFailure(OnFailure.UNDO).allow(SampleShop.CANCEL_REFUND));

        assertThat(receipt(driven(handoff)).undone()).hasSize(1);
        assertThat(count(SampleShop.CANCEL_REFUND)).isEqualTo(1);
    }

    @Test
    void givenAsk_whenAStepFails_thenAPersonDecidesWhatBecomesOfWhatWasDone() {
        var variant = new ShopVariant().onFailure(OnFailure.ASK).allow(SampleShop.CANCEL_REFUND);
        var kept = failing(variant);
        assertThat(question(kept).of()).isEqualTo("operator");
        assertThat(question(kept).question()).contains("the customer is closed").contains("billing.refund");
        assertThat(answer(kept, Json.text("perhaps"), ANNE)).isInstanceOf(Runs.Change.Invalid.class);
        assertThat(answer(kept, Json.text("keep"), LENA)).isInstanceOf(Runs.Change.NotAllowed.class);
        assertThat(answer(kept, Json.text("keep"), ANNE)).isInstanceOf(Runs.Change.Made.class);
        assertThat(receipt(end(kept)).leftStanding().getFirst().note().orElseThrow())
                .contains("a person decided");
        assertThat(count(SampleShop.CANCEL_REFUND)).isZero();
    }

    @Test
    void givenAsk_whenThePersonSaysUndo_thenItIsTakenBackEvenAfterARestart() {
        var handoff = failing(new ShopVariant().onFailure(OnFailure.ASK).allow(SampleShop.CANCEL_REFUND));
        question(handoff);
        restart();
        answer(handoff, Json.text("undo"), ANNE);
        assertThat(receipt(end(handoff)).undone()).hasSize(1);
        assertThat(types(handoff))
                .containsSubsequence("InputAsked", "InputGiven", "EffectIntended", "Undone", "Failed");
    }

    @Test
    void givenACancelThatSaysUndo_thenWhatIsOnItsWaySettlesAndIsTakenBack() throws InterruptedException {
        given(new ShopVariant().allow(SampleShop.CANCEL_REFUND));
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        shop.fault(SampleShop.REFUND, new Fault.Held(reached, release));
        var handoff = submit("ORD-000040", "refund");
        reached.await();
        engine.runs().cancel(find(handoff).run(), OPERATOR, "wrong order", Optional.of(true));
        release.countDown();

        var done = end(handoff);
        assertThat(done.state()).isEqualTo(HandoffState.CANCELED);
        assertThat(receipt(done).undone()).extracting(Receipt.Confirmation::id).containsExactly("refund-1");
        assertThat(receipt(done).reason()).contains("wrong order");
    }

    @Test
    void givenAnOutcomeThatIsNotProven_thenWhatWasDoneIsTakenBackToo() {
        given(new ShopVariant()
                .onFailure(OnFailure.UNDO)
                .allow(SampleShop.CANCEL_REFUND)
                .playbook("""
                {"steps": {
                   "order":  {"tool": "orders.get", "args": {"orderId": "${input.orderId}"}},
                   "refund": {"tool": "billing.refund",
                              "args": {"orderId": "${input.orderId}", "amountMinor": "${steps.order.totalMinor}"}}},
                 "output": {"outcome": "replaced"}}"""));
        var receipt = receipt(end(submit("ORD-000040", "refund")));
        assertThat(receipt.state()).isEqualTo(HandoffState.FAILED);
        assertThat(receipt.reason().orElseThrow()).contains("not proven");
        assertThat(receipt.undone()).hasSize(1);
    }
}
