package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Runs;
import dev.baton.engine.Switchboard.Turned;
import dev.baton.handoff.HandoffState;
import dev.baton.policy.Switches.Kind;
import dev.baton.run.Limits;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopVariant;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Switches: what is off is not called, nothing is lost for it, and it goes on when it is on again. */
abstract class SwitchRuns extends OversightRuns {
    private void turn(Kind kind, String name, boolean on) {
        assertThat(engine.switches().turn(kind, name, on, Optional.of("something is wrong"), OPERATOR))
                .isInstanceOf(Turned.Done.class);
    }

    private void awaitHalted(String handoff) {
        eventually(() -> types(handoff).stream().filter("Halted"::equals).findFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "AGENT, refunds",
        "TOOL, billing.refund",
        "TOOL, orders.get",
        "CONNECTION, billing",
        "CONNECTION, orders",
    })
    void givenSomethingIsOff_thenTheRunWaitsAndIsDoneWhenItIsOnAgain(Kind kind, String name) {
        turn(kind, name, false);
        var handoff = submit("ORD-000040", "refund");
        awaitHalted(handoff);
        assertThat(find(handoff).state().isTerminal()).isFalse();
        assertThat(engine.runs().journal(find(handoff).run(), 0))
                .anySatisfy(entry -> assertThat(entry.words())
                        .contains("Waits: the " + kind.word() + " " + name
                                + " is switched off by person:omar (something is wrong)"));
        assertEffects(0, 0, 0);

        turn(kind, name, true);

        assertThat(driven(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(types(handoff)).containsSubsequence("Halted", "Resumed", "EffectIntended", "Completed");
        assertEffects(1, 0, 1);
    }

    @Test
    void givenSomethingThatTheRunDoesNotNeed_thenItGoesOn() {
        turn(Kind.TOOL, "shipping.replace", true);
        turn(Kind.TOOL, "crm.notes", false);
        turn(Kind.AGENT, "refunds", true);

        assertThat(engine.switches().off()).hasSize(1);
        given(new ShopVariant().playbook("""
                {"steps": {"refund": {"tool": "billing.refund",
                                      "args": {"orderId": "${input.orderId}", "amountMinor": 4000}}},
                 "output": {"outcome": "refunded"}}"""));
        assertThat(end(submit("ORD-000040", "refund")).state()).isEqualTo(HandoffState.COMPLETED);
    }

    @Test
    void givenItWasSwitchedOff_thenItStaysOffOverARestartAndTheTimeDoesNotCount() {
        given(new ShopVariant().limits(new Limits(50, 20, Duration.ofMinutes(10), Optional.empty())));
        turn(Kind.TOOL, "billing.refund", false);
        var handoff = submit("ORD-000040", "refund");
        awaitHalted(handoff);
        restart();
        clock.advance(Duration.ofHours(5));

        assertThat(engine.switches().off()).singleElement().satisfies(off -> {
            assertThat(off.name()).isEqualTo("billing.refund");
            assertThat(off.by()).isEqualTo("person:omar");
            assertThat(off.reason()).contains("something is wrong");
        });
        turn(Kind.TOOL, "billing.refund", true);

        assertThat(driven(handoff).state()).isEqualTo(HandoffState.COMPLETED);
    }

    @Test
    void givenAnApprovalIsGrantedWhileItIsOff_thenItIsUsedOnlyAfterwards() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        turn(Kind.CONNECTION, "billing", false);
        engine.approvals()
                .decide(approval.id(), new dev.baton.engine.Approvals.Decision.Approve(Optional.empty()), LENA);
        awaitHalted(handoff);
        assertEffects(0, 0, 0);

        turn(Kind.CONNECTION, "billing", true);

        assertThat(driven(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenARunThatWaitsForASwitch_thenItCanBeCanceled() {
        turn(Kind.AGENT, "refunds", false);
        var handoff = submit("ORD-000040", "refund");
        awaitHalted(handoff);

        assertThat(engine.runs().cancel(find(handoff).run(), OPERATOR, "not needed any more", Optional.empty()))
                .isInstanceOf(Runs.Change.Made.class);

        assertThat(driven(handoff).state()).isEqualTo(HandoffState.CANCELED);
        assertEffects(0, 0, 0);
    }

    @Test
    void givenSomebodyElse_whenTheyTurnASwitch_thenTheyMayNot() {
        var board = engine.switches();

        assertThat(board.turn(Kind.AGENT, "refunds", false, Optional.empty(), LENA))
                .isInstanceOf(Turned.NotAllowed.class);
        assertThat(board.turn(
                        Kind.AGENT,
                        "refunds",
                        false,
                        Optional.empty(),
                        dev.baton.principal.Principal.of(
                                dev.baton.principal.Principal.Kind.AGENT, "refunds", "operator")))
                .isInstanceOf(Turned.NotAllowed.class);
        assertThat(board.turn(Kind.TOOL, "billing.refun", false, Optional.empty(), OPERATOR))
                .isInstanceOfSatisfying(
                        Turned.NotFound.class,
                        it -> assertThat(it.message()).contains("did you mean 'billing.refund'?"));
        assertThat(board.off()).isEmpty();
        assertThat(end(submit("ORD-000040", "refund")).state()).isEqualTo(HandoffState.COMPLETED);
        assertThat(count(SampleShop.REFUND)).isEqualTo(1);
    }
}
