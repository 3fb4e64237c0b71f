package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.baton.event.Claim;
import dev.baton.event.CommitOutcome;
import dev.baton.event.CommitOutcome.ClaimLost;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.CommitOutcome.Held;
import dev.baton.event.CommitOutcome.Stale;
import dev.baton.event.EventStore;
import dev.baton.event.HoldChange;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.WakeChange.At;
import dev.baton.event.WakeChange.Park;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one log: what one does is true for the other, and soon known there. */
abstract class NodesContract extends StoreCase {
    private static final int COMMITS = 150;
    private static final int ROUNDS = 100;

    private EventStore other = new InMemoryEventStore();

    NodesContract(EventStoreContract contract) {
        super(contract);
    }

    @BeforeEach
    void openOther() {
        other = beside();
    }

    @AfterEach
    void closeOther() {
        other.close();
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = tasks.stream()
                    .map(task -> threads.submit(() -> {
                        start.await();
                        return task.call();
                    }))
                    .toList();
            start.countDown();
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get(SOON.toSeconds(), TimeUnit.SECONDS));
            }
            return results;
        }
    }

    private interface Waiting {
        long await() throws InterruptedException;
    }

    private static CompletableFuture<Long> inBackground(Waiting waiting) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return waiting.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void givenACommitHere_thenTheOtherNodeReadsItAtOnceAndDecidesOnIt() {
        var end = grow(run("a"), "A1", "A2");
        accepted(commit(new HoldChange.Take("k", run("a"))));
        assertThat(other.position()).isEqualTo(2);
        assertThat(other.head(run("a"))).isEqualTo(end);
        assertThat(other.read(run("a"), 0)).isEqualTo(store().read(run("a"), 0));
        assertThat(other.holder("k")).contains(run("a"));
        assertThat(other.commit(commit(append(run("a"), StreamHead.EMPTY, "B1"))))
                .isEqualTo(new Stale(run("a"), 0, 2));
        assertThat(other.commit(commit(new HoldChange.Take("k", run("b"))))).isEqualTo(new Held("k", run("a")));
        assertThat(other.commit(commit(append(run("a"), end, "A3")))).isEqualTo(new Committed(3));
        assertThat(types(run("a"))).containsExactly("A1", "A2", "A3");
    }

    @Test
    void givenAFollowerOnTheOtherNode_whenCommittedHere_thenItNotices() throws Exception {
        var waiting = inBackground(() -> other.awaitBeyond(0, Duration.ofMinutes(10)));
        grow(run("a"), "A1");
        assertThat(waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(types(other.follow(0, 10))).containsExactly("A1");
    }

    @Test
    void givenSomebodyWhoWatchesAStreamOnTheOtherNode_thenTheyAreToldOfThatStreamAndHowFarItCame() throws Exception {
        var told = new LinkedBlockingQueue<Long>();
        var telling = other.tell(run("a"), told::add);
        try (var watch = other.watch(run("a"))) {
            grow(run("b"), "B1");
            grow(run("a"), "A1", "A2");
            assertThat(told.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(watch.await(SOON)).isTrue();
            grow(run("b"), "B2");
            grow(run("a"), "A3");
            assertThat(told.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(3);
        }
        telling.close();
        grow(run("a"), "A4");
        grow(run("b"), "B3");
        assertThat(other.awaitBeyond(6, SOON)).isEqualTo(7);
        assertThat(told).isEmpty();
    }

    @Test
    void givenAWorkerOnTheOtherNode_whenWorkIsWantedHere_thenItNotices() throws Exception {
        var seen = other.wakes().awaitChange(-1, Duration.ZERO);
        var waiting = inBackground(() -> other.wakes().awaitChange(seen, Duration.ofMinutes(10)));
        accepted(commit(new At(run("a"), NOON)));
        assertThat(waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)).isGreaterThan(seen);
        assertThat(other.wakes().claim("other", NOON, NOON.plusSeconds(30), 10)).hasSize(1);
        var after = waiting.get();
        var again = inBackground(() -> store().wakes().awaitChange(after, Duration.ofMinutes(10)));
        other.wakes().release("other");
        assertThat(again.get(SOON.toSeconds(), TimeUnit.SECONDS)).isGreaterThan(after);
        assertThat(store().wakes().claim("node", NOON, NOON.plusSeconds(30), 10))
                .hasSize(1);
    }

    @Test
    void givenAPausedOwner_whenItsLeaseEnds_thenTheOtherNodeTakesOverAndTheOwnerFindsItsClaimLost() {
        accepted(commit(new At(run("a"), NOON)));
        var until = NOON.plusSeconds(3);
        var mine = store().wakes().claim("node", NOON, until, 10).getFirst();
        assertThat(other.wakes().claim("other", until.minusMillis(1), until.plusSeconds(3), 10))
                .isEmpty();
        var taken = other.wakes().claim("other", until, until.plusSeconds(3), 10);
        assertThat(taken).extracting(Claim::stream).containsExactly(run("a"));
        assertThat(store().wakes().renew("node", until, until.plusSeconds(3))).isEmpty();
        assertThat(store().commit(commit(new Park(mine, Optional.empty())))).isEqualTo(new ClaimLost(run("a")));
        assertThat(other.commit(commit(new Park(taken.getFirst(), Optional.empty()))))
                .isInstanceOf(Committed.class);
        assertThat(store().wakes().nextDue()).isEmpty();
    }

    @Test
    void givenWorkWantedThere_whileTheWorkerHereParks_thenTheWishIsNeverLost() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var stream = run("r-" + round);
            accepted(commit(new At(stream, NOON)));
            var claim = store().wakes()
                    .claim("node", NOON, NOON.plusSeconds(30), 10)
                    .getFirst();
            var outcomes = together(List.<Callable<CommitOutcome>>of(
                    () -> store().commit(commit(new Park(claim, Optional.empty()))),
                    () -> other.commit(commit(new At(stream, NOON)))));
            assertThat(outcomes).hasOnlyElementsOfType(Committed.class);
            var again = other.wakes().claim("other", NOON, NOON.plusSeconds(30), 10);
            assertThat(again).extracting(Claim::stream).containsExactly(stream);
            assertThat(other.commit(commit(new Park(again.getFirst(), Optional.empty()))))
                    .isInstanceOf(Committed.class);
        }
    }

    @Test
    void givenOneStreamWantedByBothNodes_thenOneClaimsIt() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            accepted(commit(new At(run("r-" + round), NOON)));
            var claims = together(List.<Callable<List<Claim>>>of(
                    () -> store().wakes().claim("node", NOON, NOON.plusSeconds(30), 10),
                    () -> other.wakes().claim("other", NOON, NOON.plusSeconds(30), 10)));
            assertThat(claims.stream().flatMap(List::stream)).hasSize(1);
        }
    }

    @Test
    void givenWritersOnBothNodes_whenFollowedOnBoth_thenPositionsHaveNoGapsAndNoRepeats() throws Exception {
        var all = 2 * COMMITS;
        var logs = together(
                List.of(follower(store(), all), follower(other, all), writer(store(), "a"), writer(other, "b")));
        assertPositions(logs.get(0), 1);
        assertThat(logs.get(0)).hasSize(all).isEqualTo(logs.get(1));
        assertChained(run("a"), other.read(run("a"), 0));
        assertChained(run("b"), store().read(run("b"), 0));
    }

    private static Callable<List<RecordedEvent>> follower(EventStore node, int all) {
        return () -> {
            var followed = new ArrayList<RecordedEvent>();
            while (followed.size() < all) {
                node.awaitBeyond(followed.size(), SOON);
                followed.addAll(node.follow(followed.size(), 37));
            }
            return followed;
        };
    }

    private static Callable<List<RecordedEvent>> writer(EventStore node, String name) {
        return () -> {
            var head = StreamHead.EMPTY;
            for (var n = 0; n < COMMITS; n++) {
                var append = append(run(name), head, "E" + n);
                assertThat(node.commit(commit(append))).isInstanceOf(Committed.class);
                head = append.head();
            }
            return List.of();
        };
    }

    @Test
    void givenBothNodesAtTheEndOfOneStream_thenOneWinsEachRevision() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var end = head(run("a"));
            var outcomes = together(List.<Callable<CommitOutcome>>of(
                    () -> store().commit(commit(append(run("a"), end, "E"), append(run("b"), head(run("b")), "F"))),
                    () -> other.commit(commit(append(run("a"), end, "E")))));
            assertThat(outcomes).containsOnlyOnce(new Stale(run("a"), end.revision(), end.revision() + 1));
        }
        assertChained(run("a"), other.read(run("a"), 0));
        assertThat(other.head(run("a")).revision()).isEqualTo(ROUNDS);
    }

    @Test
    void givenTheSameCommitFromBothNodes_thenItIsWrittenOnce() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var commit = commit(append(run("r-" + round), StreamHead.EMPTY, "E"));
            var outcomes = together(
                    List.<Callable<CommitOutcome>>of(() -> store().commit(commit), () -> other.commit(commit)));
            assertThat(outcomes).containsOnly(new Committed(round + 1));
        }
        assertThat(other.position()).isEqualTo(ROUNDS);
    }

    @Test
    void givenTheOtherNodeClosed_thenThisOneGoesOn() {
        assumeThat(other).as("two nodes can share this store").isNotSameAs(store());
        other.close();
        grow(run("a"), "A1");
        assertThat(types(run("a"))).containsExactly("A1");
    }
}
