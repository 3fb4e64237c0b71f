package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Claim;
import dev.baton.event.CommitOutcome.ClaimLost;
import dev.baton.event.StreamId;
import dev.baton.event.WakeChange.At;
import dev.baton.event.WakeChange.Claimed;
import dev.baton.event.WakeChange.Park;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How workers find streams and share them out. */
abstract class ClaimContract extends StoreCase {
    private static final Instant UNTIL = NOON.plusSeconds(30);

    ClaimContract(EventStoreContract contract) {
        super(contract);
    }

    private void wake(String id, Instant due) {
        accepted(commit(new At(run(id), due)));
    }

    private List<StreamId> claim(String owner, Instant now, int limit) {
        return store().wakes().claim(owner, now, UNTIL, limit).stream()
                .map(Claim::stream)
                .toList();
    }

    @Test
    void givenSeveralDueStreams_thenTheSoonestComeFirstAndNoMoreThanAskedFor() {
        wake("third", NOON);
        wake("first", NOON.minusSeconds(2));
        wake("second", NOON.minusSeconds(1));
        wake("future", NOON.plusMillis(1));
        assertThat(claim("node", NOON, 2)).containsExactly(run("first"), run("second"));
        assertThat(claim("node", NOON, 2)).containsExactly(run("third"));
        assertThat(claim("node", NOON, 2)).isEmpty();
    }

    @Test
    void givenAClaim_thenItSaysWhoseItIsAndUntilWhen() {
        wake("a", NOON);
        wake("b", NOON);
        var claims = store().wakes().claim("node", NOON, UNTIL, 10);
        assertThat(claims).extracting(Claim::owner).containsOnly("node");
        assertThat(claims).extracting(Claim::until).containsOnly(UNTIL);
        assertThat(claims).extracting(Claim::token).doesNotHaveDuplicates();
    }

    @Test
    void givenAClaimOfOne_thenAnotherFindsTheStreamOnlyWhenTheClaimEnds() {
        wake("a", NOON);
        var first = store().wakes().claim("node", NOON, UNTIL, 10).getFirst();
        assertThat(claim("other", UNTIL.minusMillis(1), 10)).isEmpty();
        assertThat(store().wakes().nextDue()).contains(UNTIL);
        var second =
                store().wakes().claim("other", UNTIL, UNTIL.plusSeconds(30), 10).getFirst();
        assertThat(second.token()).isNotEqualTo(first.token());
    }

    @Test
    void givenClaims_whenRenewed_thenOnlyTheOwnersGoOn() {
        wake("mine", NOON);
        var mine = store().wakes().claim("node", NOON, UNTIL, 10).getFirst();
        wake("theirs", NOON);
        claim("other", NOON, 10);
        wake("free", NOON);
        var longer = UNTIL.plusSeconds(30);
        assertThat(store().wakes().renew("node", NOON.plusSeconds(1), longer))
                .containsExactly(new Claim(run("mine"), "node", mine.token(), longer));
        assertThat(claim("third", UNTIL, 10)).containsExactlyInAnyOrder(run("theirs"), run("free"));
        assertThat(claim("third", longer, 10)).contains(run("mine"));
    }

    @Test
    void givenARenewedClaim_thenItStillParksUnderItsToken() {
        wake("a", NOON);
        var claim = store().wakes().claim("node", NOON, UNTIL, 10).getFirst();
        store().wakes().renew("node", NOON, UNTIL.plusSeconds(30));
        accepted(commit(new Park(claim, Optional.empty())));
    }

    @Test
    void givenAClaimThatEnded_thenItIsNotRenewed() {
        wake("a", NOON);
        claim("node", NOON, 10);
        assertThat(store().wakes().renew("node", UNTIL, UNTIL.plusSeconds(30))).isEmpty();
        assertThat(claim("other", UNTIL, 10)).containsExactly(run("a"));
    }

    @Test
    void givenClaims_whenReleased_thenOthersFindTheOwnersStreamsAtOnceAndItsTokensAreWorthless() {
        wake("mine", NOON);
        var lost = store().wakes().claim("node", NOON, UNTIL, 10).getFirst();
        accepted(commit(new Claimed(claim(run("new"), "node", "t1"))));
        accepted(commit(new Claimed(claim(run("theirs"), "other", "t2"))));
        store().wakes().release("node");
        assertThat(store().wakes().nextDue()).contains(Instant.EPOCH);
        assertThat(store().commit(commit(new Park(lost, Optional.empty())))).isEqualTo(new ClaimLost(run("mine")));
        assertThat(claim("third", NOON, 10)).containsExactlyInAnyOrder(run("mine"), run("new"));
    }

    @Test
    void givenWorkAskedForDuringAClaim_whenItIsReleased_thenTheWishIsNotLost() {
        wake("a", NOON);
        claim("node", NOON, 10);
        wake("a", UNTIL.plusSeconds(60));
        store().wakes().release("node");
        var next = store().wakes().claim("other", NOON, UNTIL, 10).getFirst();
        accepted(commit(new Park(next, Optional.empty())));
        assertThat(store().wakes().nextDue()).contains(UNTIL.plusSeconds(60));
    }

    @Test
    void givenManyWorkers_whenTheyClaimAtOnce_thenEveryStreamHasOneWorker() throws Exception {
        for (var i = 0; i < 100; i++) {
            wake("r-" + i, NOON);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var claims = IntStream.range(0, 8)
                    .mapToObj(node -> threads.submit(() -> claimAll("node-" + node)))
                    .toList();
            var seen = new HashSet<StreamId>();
            for (var mine : claims) {
                mine.get(SOON.toSeconds(), TimeUnit.SECONDS)
                        .forEach(stream -> assertThat(seen.add(stream)).isTrue());
            }
            assertThat(seen).hasSize(100);
        }
    }

    private List<StreamId> claimAll(String owner) {
        var all = new ArrayList<StreamId>();
        for (var some = claim(owner, NOON, 7); !some.isEmpty(); some = claim(owner, NOON, 7)) {
            all.addAll(some);
        }
        return all;
    }

    @Test
    void givenAWaitingWorker_whenACommitWakesAStream_thenItReturnsAtOnce() throws Exception {
        var seen = store().wakes().awaitChange(-1, Duration.ZERO);
        var waiting = CompletableFuture.supplyAsync(() -> awaitChange(seen));
        wake("a", NOON);
        assertThat(waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)).isGreaterThan(seen);
        var after = store().wakes().awaitChange(seen, SOON);
        var released = CompletableFuture.supplyAsync(() -> awaitChange(after));
        store().wakes().release("nobody");
        assertThat(released.get(SOON.toSeconds(), TimeUnit.SECONDS)).isGreaterThan(after);
    }

    @Test
    void givenNoChange_whenTheTimeIsOver_thenWaitingEnds() throws Exception {
        var seen = store().wakes().awaitChange(-1, Duration.ZERO);
        assertThat(store().wakes().awaitChange(seen, Duration.ofMillis(1))).isEqualTo(seen);
    }

    @Test
    void givenAWaitingWorker_whenTheStoreIsClosed_thenItReturns() throws Exception {
        var seen = store().wakes().awaitChange(-1, Duration.ZERO);
        var waiting = CompletableFuture.supplyAsync(() -> awaitChange(seen));
        store().close();
        assertThat(waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(seen);
    }

    private long awaitChange(long seen) {
        try {
            return store().wakes().awaitChange(seen, Duration.ofMinutes(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
