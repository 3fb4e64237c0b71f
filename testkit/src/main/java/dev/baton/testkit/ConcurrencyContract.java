package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.CommitOutcome;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.CommitOutcome.Held;
import dev.baton.event.CommitOutcome.Stale;
import dev.baton.event.HoldChange;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many at once. */
abstract class ConcurrencyContract extends StoreCase {
    private static final int WRITERS = 64;
    private static final int ROUNDS = 20;
    private static final long PATIENCE = 600;

    ConcurrencyContract(EventStoreContract contract) {
        super(contract);
    }

    private static <T> List<T> inParallel(int count, IntFunction<Callable<T>> task)
            throws InterruptedException, ExecutionException, TimeoutException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, count)
                    .mapToObj(number -> threads.submit(task.apply(number)))
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get(PATIENCE, TimeUnit.SECONDS));
            }
            return results;
        }
    }

    /** Appends to a stream of its own, one commit after the other. */
    private Callable<StreamHead> writer(int number) {
        return () -> {
            var head = StreamHead.EMPTY;
            for (var round = 0; round < ROUNDS; round++) {
                var append = append(run("w-" + number), head, "E" + round, "F" + round);
                accepted(commit(append));
                head = append.head();
            }
            return head;
        };
    }

    @Test
    void givenManyWriters_thenEveryAcceptedCommitIsThereAfterReopening() throws Exception {
        var heads = inParallel(WRITERS, this::writer);
        reopen();
        assertThat(store().position()).isEqualTo(2L * WRITERS * ROUNDS);
        for (var number = 0; number < WRITERS; number++) {
            var stream = run("w-" + number);
            assertThat(head(stream)).isEqualTo(heads.get(number));
            assertChained(stream, store().read(stream, 0));
        }
    }

    @Test
    void givenManyWriters_whenFollowedMeanwhile_thenPositionsHaveNoGapsAndNoRepeats() throws Exception {
        var all = 2 * WRITERS * ROUNDS;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var follower = threads.submit(() -> {
                var followed = new ArrayList<RecordedEvent>();
                while (followed.size() < all) {
                    store().awaitBeyond(followed.size(), SOON);
                    followed.addAll(store().follow(followed.size(), 37));
                }
                return followed;
            });
            inParallel(WRITERS, this::writer);
            var followed = follower.get(PATIENCE, TimeUnit.SECONDS);
            assertPositions(followed, 1);
            assertThat(followed).hasSize(all).isEqualTo(store().follow(0, all));
        }
    }

    @Test
    void givenManyWritersOfOneStream_thenOneWinsEachRevisionAndTheOthersAreTold() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var end = head(run("a"));
            var outcomes = inParallel(8, number -> () -> store().commit(commit(append(run("a"), end, "E" + number))));
            assertThat(outcomes).filteredOn(Committed.class::isInstance).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(outcome -> !(outcome instanceof Committed))
                    .containsOnly(new Stale(run("a"), end.revision(), end.revision() + 1));
        }
        assertChained(run("a"), store().read(run("a"), 0));
        assertThat(store().position()).isEqualTo(ROUNDS);
    }

    @Test
    void givenStaleCommitsAmongMany_thenTheirNeighboursAreWritten() throws Exception {
        grow(run("moved"), "M1");
        List<CommitOutcome> outcomes = inParallel(
                WRITERS,
                number -> () -> store().commit(
                                number % 2 == 0
                                        ? commit(append(run("w-" + number), StreamHead.EMPTY, "E"))
                                        : commit(
                                                append(run("w-" + number), StreamHead.EMPTY, "E"),
                                                append(run("moved"), StreamHead.EMPTY, "M2"))));
        assertThat(outcomes).filteredOn(Committed.class::isInstance).hasSize(WRITERS / 2);
        assertThat(outcomes).filteredOn(Stale.class::isInstance).hasSize(WRITERS / 2);
        for (var number = 0; number < WRITERS; number++) {
            assertThat(types(run("w-" + number))).hasSize(number % 2 == 0 ? 1 : 0);
        }
        assertPositions(store().follow(0, WRITERS * 2), 1);
    }

    @Test
    void givenManyThatTakeOneKey_thenOneHasItAndTheOthersAreToldWho() throws Exception {
        var outcomes = inParallel(
                WRITERS, number -> () -> store().commit(commit(new HoldChange.Take("k", run("w-" + number)))));
        var owner = store().holder("k").orElseThrow();
        assertThat(outcomes).filteredOn(Committed.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> !(outcome instanceof Committed))
                .hasSize(WRITERS - 1)
                .containsOnly(new Held("k", owner));
    }

    @Test
    void givenTheSameCommitFromManyAtOnce_thenItIsWrittenOnce() throws Exception {
        var commit = commit(append(run("a"), StreamHead.EMPTY, "A1"), append(run("b"), StreamHead.EMPTY, "B1"));
        var outcomes = inParallel(16, number -> () -> store().commit(commit));
        assertThat(outcomes).containsOnly(new Committed(2));
        assertThat(store().position()).isEqualTo(2);
    }

    @Test
    void givenAReaderWhileOthersWrite_thenItAlwaysSeesWholeCommits() throws Exception {
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> {
                var reads = 0;
                while (writing.get()) {
                    var events = store().read(run("w-" + reads++ % 4), 0);
                    assertThat(events.size()).isEven();
                    assertChained(run("w-" + (reads - 1) % 4), events);
                }
                return reads;
            });
            try {
                inParallel(4, this::writer);
            } finally {
                writing.set(false);
            }
            assertThat(reader.get(PATIENCE, TimeUnit.SECONDS)).isPositive();
        }
    }
}
