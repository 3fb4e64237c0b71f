package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.AgentDefinition.Autonomy;
import dev.baton.engine.Approvals;
import dev.baton.engine.JournalEntry;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.policy.Compared;
import dev.baton.policy.Share;
import dev.baton.testkit.shop.ShopVariant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much an agent may do by itself. */
abstract class LevelRuns extends MemoryRuns {
    @Test
    void givenAnAgentInTheShadow_thenItReadsAndIsRuledAndDoesNothing() {
        given(new ShopVariant().level(Autonomy.SHADOW));

        var end = end(submit("ORD-000040", "refund"));

        assertThat(end.state()).isEqualTo(HandoffState.CANCELED);
        assertThat(receipt(end).reason().orElseThrow())
                .contains("nothing was done, the agent is in the shadow")
                .contains("billing.refund (refunds/small)", "crm.note (refunds/record)");
        assertThat(receipt(end).confirmations()).isEmpty();
        assertThat(types(end.id())).contains("ReadDone", "Ruled", "Shadowed").doesNotContain("EffectIntended");
        assertThat(engine.runs().journal(end.run(), 0))
                .extracting(JournalEntry::words)
                .anySatisfy(words -> assertThat(words).contains("it would have been billing.refund with", "4000"));
        assertEffects(0, 0, 0);
    }

    @Test
    void givenAnAgentInTheShadow_thenWhatItWouldDoNextGoesOnAsIfTheWriteHadBeenDone() {
        given(new ShopVariant().level(Autonomy.SHADOW).playbook("""
                {"steps": {
                   "order":  {"tool": "orders.get", "args": {"orderId": "${input.orderId}"}},
                   "refund": {"tool": "billing.refund",
                              "args": {"orderId": "${input.orderId}", "amountMinor": "${steps.order.totalMinor}"}},
                   "other":  {"tool": "shipping.replace", "when": "!has(steps.refund)", "needs": ["refund"],
                              "args": {"orderId": "${input.orderId}"}},
                   "note":   {"tool": "crm.note", "needs": ["other"],
                              "args": {"customerId": "${input.customerId}",
                                       "text": "${has(steps.refund) ? 'refunded' : 'replaced'}"}}},
                 "output": {"outcome": "refunded", "refundId": "${steps.refund.id}"}}"""));

        var end = end(submit("ORD-000040", "refund"));

        assertThat(engine.runs().journal(end.run(), 0))
                .extracting(JournalEntry::words)
                .noneMatch(words -> words.contains("it would have been shipping.replace"))
                .anySatisfy(words -> assertThat(words).contains("it would have been crm.note with", "refunded"));
        assertEffects(0, 0, 0);
    }

    @Test
    void givenAnAgentInTheShadow_whenAPersonWouldBeAsked_thenNobodyIs() {
        given(new ShopVariant().level(Autonomy.SHADOW));

        var end = end(submit("ORD-000080", "refund"));

        assertThat(receipt(end).reason().orElseThrow()).contains("billing.refund (refunds/larger)");
        assertThat(types(end.id())).doesNotContain("ApprovalAsked");
        assertEffects(0, 0, 0);
    }

    @Test
    void givenAnAgentInTheShadow_whenThePolicyDenies_thenTheRunIsRejectedAsItWouldBe() {
        given(new ShopVariant().level(Autonomy.SHADOW));

        assertThat(end(submit("ORD-000300", "refund")).state()).isNotEqualTo(HandoffState.COMPLETED);
        assertEffects(0, 0, 0);
    }

    @Test
    void givenAnAgentThatProposes_thenEveryWriteIsConfirmedByAPerson() {
        given(new ShopVariant().level(Autonomy.PROPOSE));
        var handoff = submit("ORD-000040", "refund");
        var refund = openApproval(handoff);
        assertThat(refund.by()).isEqualTo("operator");
        assertThat(refund.because()).contains("Small orders are settled at once.", "only proposes");
        assertEffects(0, 0, 0);

        approve(refund.id());
        var note = eventually(
                () -> Optional.of(openApproval(handoff)).filter(it -> !it.id().equals(refund.id())));
        approve(note.id());

        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenAnAutonomousAgent_thenWhatIsReviewableIsDoneAndTheVerdictSaysByWhat() {
        given(new ShopVariant().level(Autonomy.AUTONOMOUS).reviewing(Share.ALL));

        var end = end(submit("ORD-000080", "refund"));

        assertThat(end.state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(receipt(end).approvals()).isEmpty();
        assertThat(types(end.id())).doesNotContain("ApprovalAsked");
        assertThat(engine.runs().journal(end.run(), 0))
                .extracting(JournalEntry::words)
                .anySatisfy(words -> assertThat(words)
                        .contains("is allowed by refunds/larger", "autonomous", "facts.order.totalMinor was 8000"))
                .anySatisfy(words -> assertThat(words).contains("somebody of refund-lead looks at it afterwards"));
        assertEffects(1, 0, 1);
    }

    @Test
    void givenAnAutonomousAgent_whenARuleIsNotReviewable_thenItAsks() {
        given(new ShopVariant().level(Autonomy.AUTONOMOUS));

        var approval = openApproval(submit("ORD-000080", "refund"));

        assertThat(approval.rule()).isEqualTo("refunds/larger");
        assertThat(approval.compared()).contains(new Compared("facts.order.totalMinor", Json.number(8000)));
        assertEffects(0, 0, 0);
    }

    private void approve(String approval) {
        var anne = dev.baton.principal.Principal.of(dev.baton.principal.Principal.Kind.PERSON, "anne", "operator");
        assertThat(engine.approvals().decide(approval, new Approvals.Decision.Approve(Optional.empty()), anne))
                .isInstanceOf(Approvals.Outcome.Taken.class);
    }

    @Test
    void givenTheLevelIsLoweredMeanwhile_thenWhatIsNotSentYetIsNotSent() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        given(new ShopVariant().level(Autonomy.SHADOW));

        engine.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);

        assertThat(end(handoff).state()).isEqualTo(HandoffState.CANCELED);
        assertEffects(0, 0, 0);
    }
}
