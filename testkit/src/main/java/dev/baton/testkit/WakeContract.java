package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Claim;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome.ClaimLost;
import dev.baton.event.StreamHead;
import dev.baton.event.WakeChange.At;
import dev.baton.event.WakeChange.Claimed;
import dev.baton.event.WakeChange.Park;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What commits do to the queue. */
abstract class WakeContract extends StoreCase {
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Instant LATEST = NOON.plusSeconds(3600);

    WakeContract(EventStoreContract contract) {
        super(contract);
    }

    private List<Claim> claimAt(Instant now) {
        return store().wakes().claim("node", now, now.plusSeconds(30), 10);
    }

    private Claim claimed() {
        accepted(commit(new At(run("a"), NOON)));
        return claimAt(NOON).getFirst();
    }

    @Test
    void givenNothing_thenNothingIsDue() {
        assertThat(store().wakes().nextDue()).isEmpty();
        assertThat(claimAt(LATEST)).isEmpty();
    }

    @Test
    void givenSeveralTimesAskedFor_thenTheEarliestCounts() {
        accepted(commit(new At(run("a"), LATER)));
        accepted(commit(new At(run("a"), NOON)));
        accepted(commit(new At(run("a"), LATEST)));
        assertThat(store().wakes().nextDue()).contains(NOON);
        assertThat(claimAt(NOON)).extracting(Claim::stream).containsExactly(run("a"));
    }

    @Test
    void givenStreamsThatAreDueAndClaimed_thenThoseThatNobodyWorksOnAreCounted() {
        assertThat(store().wakes().waiting(LATEST, 10)).isZero();
        for (var name : List.of("a", "b", "c")) {
            accepted(commit(new At(run(name), NOON)));
        }
        accepted(commit(new At(run("later"), LATEST)));
        assertThat(store().wakes().waiting(NOON, 10)).isEqualTo(3);
        assertThat(store().wakes().waiting(NOON, 2)).isEqualTo(2);
        assertThat(store().wakes().claim("node", NOON, NOON.plusSeconds(30), 2)).hasSize(2);
        assertThat(store().wakes().waiting(NOON, 10)).isEqualTo(1);
        assertThat(store().wakes().waiting(NOON.plusSeconds(30), 10)).isEqualTo(3);
    }

    @Test
    void givenACommitThatClaims_thenNobodyElseFindsTheStreamUntilTheClaimEnds() {
        var claim = claim(run("a"), "node", "t1");
        accepted(new Commit(
                commitId(), List.of(append(run("a"), StreamHead.EMPTY, "A1")), List.of(new Claimed(claim)), List.of()));
        assertThat(claimAt(claim.until().minusMillis(1))).isEmpty();
        assertThat(store().wakes().nextDue()).contains(claim.until());
        assertThat(claimAt(claim.until())).hasSize(1);
    }

    @Test
    void givenAClaimedStream_whenAnotherCommitClaimsIt_thenItIsLostAndNothingIsWritten() {
        accepted(commit(new Claimed(claim(run("a"), "node", "t1"))));
        var other = new Commit(
                commitId(),
                List.of(append(run("a"), StreamHead.EMPTY, "A1")),
                List.of(new Claimed(claim(run("a"), "node", "t2"))),
                List.of());
        assertThat(store().commit(other)).isEqualTo(new ClaimLost(run("a")));
        assertThat(types(run("a"))).isEmpty();
        accepted(commit(new Park(claim(run("a"), "node", "t1"), Optional.empty())));
    }

    @Test
    void givenAWaitingStream_whenACommitClaimsIt_thenWhatWasAskedForIsTakenOver() {
        accepted(commit(new At(run("a"), LATER)));
        var claim = claim(run("a"), "node", "t1");
        accepted(commit(new Claimed(claim)));
        accepted(commit(new Park(claim, Optional.empty())));
        assertThat(store().wakes().nextDue()).isEmpty();
    }

    @Test
    void givenAWorker_whenItParksForGood_thenTheStreamLeavesTheQueue() {
        accepted(commit(new Park(claimed(), Optional.empty())));
        assertThat(store().wakes().nextDue()).isEmpty();
    }

    @Test
    void givenAWorker_whenItParksForLater_thenTheStreamIsDueThenAndForAnybody() {
        accepted(commit(new Park(claimed(), Optional.of(LATER))));
        assertThat(store().wakes().nextDue()).contains(LATER);
        assertThat(claimAt(LATER.minusMillis(1))).isEmpty();
        assertThat(store().wakes().claim("other", LATER, LATEST, 10)).hasSize(1);
    }

    @Test
    void givenAClaimThatWasTakenOver_whenItsFirstWorkerParks_thenItIsLostAndNothingIsWritten() {
        var first = claimed();
        var second = store().wakes().claim("other", first.until(), LATEST, 10).getFirst();
        var parking = new Commit(
                commitId(),
                List.of(append(run("a"), StreamHead.EMPTY, "A1")),
                List.of(new Park(first, Optional.empty())),
                List.of());
        assertThat(store().commit(parking)).isEqualTo(new ClaimLost(run("a")));
        assertThat(types(run("a"))).isEmpty();
        assertThat(store().wakes().nextDue()).contains(LATEST);
        accepted(commit(new Park(second, Optional.empty())));
        assertThat(store().commit(commit(new Park(second, Optional.empty())))).isEqualTo(new ClaimLost(run("a")));
    }

    @Test
    void givenAClaimThatEndedButWasNotTakenOver_thenItStillParks() {
        var claim = claimed();
        assertThat(store().wakes().renew("node", claim.until(), LATEST)).isEmpty();
        accepted(commit(new Park(claim, Optional.empty())));
        assertThat(store().wakes().nextDue()).isEmpty();
    }

    @Test
    void givenWorkAskedForDuringAClaim_thenTheClaimStaysAndTheWishOutlivesParking() {
        var claim = claimed();
        accepted(commit(new At(run("a"), LATER)));
        accepted(commit(new At(run("a"), LATEST)));
        assertThat(claimAt(NOON.plusSeconds(1))).isEmpty();
        accepted(commit(new Park(claim, Optional.of(LATEST))));
        assertThat(store().wakes().nextDue()).contains(LATER);
    }

    @Test
    void givenWorkAskedForDuringAClaim_whenTheWorkerParksForGood_thenItIsDueAllTheSame() {
        var claim = claimed();
        accepted(commit(new At(run("a"), LATER)));
        accepted(commit(new Park(claim, Optional.empty())));
        assertThat(store().wakes().nextDue()).contains(LATER);
    }

    @Test
    void givenWorkAskedForDuringAClaim_whenTheWorkerParksForEarlier_thenThatCounts() {
        var claim = claimed();
        accepted(commit(new At(run("a"), LATEST)));
        accepted(commit(new Park(claim, Optional.of(LATER))));
        assertThat(store().wakes().nextDue()).contains(LATER);
        assertThat(claimAt(LATER)).hasSize(1);
    }

    @Test
    void givenWorkAskedForDuringAClaim_whenAnotherWorkerTakesOver_thenItIsStillNotLost() {
        var first = claimed();
        accepted(commit(new At(run("a"), LATEST)));
        var second = claimAt(first.until()).getFirst();
        reopen();
        accepted(commit(new Park(second, Optional.empty())));
        assertThat(store().wakes().nextDue()).contains(LATEST);
    }
}
