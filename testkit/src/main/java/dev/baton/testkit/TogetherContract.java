package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.ApprovalView;
import dev.baton.engine.Approvals;
import dev.baton.engine.Approvals.Together;
import dev.baton.handoff.HandoffState;
import dev.baton.policy.Policy.ApprovalTerms;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopVariant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several writes of one run that people decide on in one request. */
abstract class TogetherContract extends MendingContract {
    private static final String TWO_AT_ONCE = """
            {"steps": {
               "refund": {"tool": "billing.refund", "args": {"orderId": "${input.orderId}", "amountMinor": 4000}},
               "note":   {"tool": "crm.note", "args": {"customerId": "${input.customerId}", "text": "Settled"}}},
             "output": {"outcome": "refunded", "refundId": "${steps.refund.id}"}}""";

    private static ApprovalTerms by(String role) {
        return new ApprovalTerms(role, 1, List.of(), Duration.ofHours(1), Duration.ofHours(1));
    }

    private List<String> open(String handoff) {
        return eventually(() -> Optional.of(engine.runs().find(find(handoff).run()).orElseThrow().approvals().stream()
                        .filter(it -> it.state() == ApprovalView.State.OPEN)
                        .map(ApprovalView::id)
                        .toList())
                .filter(it -> it.size() == 2));
    }

    private String twoApprovals(String noteBy) {
        given(new ShopVariant()
                .playbook(TWO_AT_ONCE)
                .ask(SampleShop.REFUND, by("refund-lead"))
                .ask(SampleShop.NOTE, by(noteBy)));
        return submit("ORD-000040", "refund");
    }

    private Together decide(List<String> ids, Approvals.Decision decision) {
        return engine.approvals().decideTogether(ids, decision, LENA);
    }

    @Test
    void givenTwoWritesOfOneRun_whenBothAreApprovedTogether_thenThatIsOneCommit() {
        var handoff = twoApprovals("refund-lead");
        var ids = open(handoff);
        var before = store.position();

        var decided = decide(ids, new Approvals.Decision.Approve(Optional.of("both are fine")));
        assertThat(decided)
                .isInstanceOfSatisfying(
                        Together.Decided.class,
                        it -> assertThat(it.each())
                                .allMatch(each -> each.outcome() instanceof Approvals.Outcome.Taken));
        var votes = engine.runs().journal(find(handoff).run(), 0).stream()
                .filter(entry ->
                        entry.type().startsWith("ApprovalVoted") || entry.type().startsWith("ApprovalGranted"))
                .toList();
        assertThat(votes)
                .extracting(entry -> entry.type())
                .containsExactly("ApprovalVoted", "ApprovalGranted", "ApprovalVoted", "ApprovalGranted");
        assertThat(votes.getLast().revision() - votes.getFirst().revision()).isEqualTo(3);
        assertThat(store.position()).isGreaterThan(before);
        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenTwoWritesOfOneRun_whenOneIsNotTheirsToDecide_thenNeitherIsDecided() {
        var handoff = twoApprovals("operator");
        var ids = open(handoff);

        var decided = decide(ids, new Approvals.Decision.Approve(Optional.empty()));
        assertThat(decided)
                .isInstanceOfSatisfying(
                        Together.Decided.class,
                        it -> assertThat(it.each())
                                .extracting(Together.Each::outcome)
                                .hasOnlyElementsOfTypes(
                                        Approvals.Outcome.NotAllowed.class, Approvals.Outcome.Withheld.class));
        assertThat(open(handoff)).containsExactlyElementsOf(ids);
        assertThat(types(handoff)).doesNotContain("ApprovalVoted");
    }

    @Test
    void givenTwoWritesOfOneRun_whenOneWasDecidedMeanwhile_thenTheOtherStillWaits() {
        var handoff = twoApprovals("refund-lead");
        var ids = open(handoff);
        engine.approvals().decide(ids.getFirst(), new Approvals.Decision.Approve(Optional.empty()), LENA);

        var decided = decide(ids, new Approvals.Decision.Deny(Optional.empty()));
        assertThat(decided).isInstanceOfSatisfying(Together.Decided.class, it -> {
            assertThat(it.each().getFirst().outcome()).isInstanceOf(Approvals.Outcome.Stale.class);
            assertThat(it.each().getLast().outcome()).isInstanceOf(Approvals.Outcome.Withheld.class);
        });
        assertThat(types(handoff)).doesNotContain("ApprovalRefused");
        decide(List.of(ids.getLast()), new Approvals.Decision.Approve(Optional.empty()));
        assertThat(end(handoff).state()).isEqualTo(HandoffState.COMPLETED);
    }

    @Test
    void givenTwoWritesOfOneRun_whenBothAreDenied_thenNothingIsDone() {
        var handoff = twoApprovals("refund-lead");
        decide(open(handoff), new Approvals.Decision.Deny(Optional.of("no")));

        assertThat(end(handoff).state()).isEqualTo(HandoffState.REJECTED);
        assertThat(types(handoff).stream().filter("ApprovalRefused"::equals)).hasSize(2);
        assertEffects(0, 0, 0);
    }
}
