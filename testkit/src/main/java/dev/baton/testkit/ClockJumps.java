package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Approvals;
import dev.baton.handoff.HandoffState;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The clock of the machine is set back and forward while runs go on: nothing is lost, and nothing happens twice. */
abstract class ClockJumps extends ErasingRuns {
    private static final Duration YEARS = Duration.ofDays(800);

    @Test
    void givenARunThatWaitsForApproval_whenTheClockIsSetBack_thenItCanStillBeApprovedAndExpiresInItsTime() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        clock.advance(YEARS.negated());
        assertThat(openApproval(handoff).id()).isEqualTo(approval.id());
        engine.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(driven(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenARunThatWaitsForApproval_whenTheClockJumpsAheadAndIsSetRight_thenWhatExpiredStaysExpired() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        clock.advance(YEARS);
        var ended = driven(handoff);
        clock.advance(YEARS.negated());
        assertThat(ended.state()).isEqualTo(HandoffState.REJECTED);
        assertThat(engine.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA))
                .isInstanceOf(Approvals.Outcome.Stale.class);
        assertThat(find(handoff).state()).isEqualTo(HandoffState.REJECTED);
        assertEffects(0, 0, 0);
    }

    @Test
    void givenAWriteOnItsWay_whenTheClockJumpsAhead_thenItIsStillDoneOnce() throws Exception {
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        shop.fault(SampleShop.REFUND, new Fault.Held(reached, release));
        var handoff = submit("ORD-000040", "refund");
        assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        // by the store's time the claim is over, and the run may be taken over
        clock.advance(Duration.ofMinutes(1));
        store.awaitBeyond(store.position(), Duration.ofMillis(200));
        release.countDown();
        assertThat(driven(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenSystemsThatAreDown_whenTheClockIsSetBackBetweenTries_thenItGoesOnInTime() {
        shop.fault(SampleShop.REFUND, new Fault.Down(2));
        var handoff = submit("ORD-000040", "refund");
        eventually(() -> types(handoff).contains("EffectDeferred") ? Optional.of(true) : Optional.empty());
        // the next try is due years from now by this clock; an operator who sets it right again gets it at once
        clock.advance(YEARS.negated());
        clock.advance(YEARS);
        assertThat(driven(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(1, 0, 1);
    }

    @Test
    void givenAnEngineThatStartsAtAnEarlierTimeThanItEnded_thenItsRunsGoOn() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        clock.advance(YEARS.negated());
        restart();
        engine.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        assertThat(driven(handoff).state()).isEqualTo(HandoffState.COMPLETED);
        var next = submit("ORD-000040", "refund");
        assertThat(driven(next).state()).isEqualTo(HandoffState.COMPLETED);
        assertEffects(2, 0, 2);
    }
}
