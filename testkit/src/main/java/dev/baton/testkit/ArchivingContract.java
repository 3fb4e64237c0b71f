package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome.ClaimLost;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.CommitOutcome.Held;
import dev.baton.event.CommitOutcome.Stale;
import dev.baton.event.HoldChange;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.WakeChange;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole streams can leave the log, together with the events that tell of it. */
abstract class ArchivingContract extends StoreCase {
    private static final StreamId RECORD = StreamId.of("archive", "one");

    ArchivingContract(EventStoreContract contract) {
        super(contract);
    }

    private StreamEnd end(String id) {
        return new StreamEnd(run(id), head(run(id)));
    }

    private Commit record() {
        return commit(append(RECORD, head(RECORD), "Archived"));
    }

    private static List<Long> positions(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::position).toList();
    }

    @Test
    void givenStreams_whenArchived_thenTheyAreGoneAndTheOthersStayWhereTheyWere() {
        grow(run("a"), "A1", "A2");
        var kept = grow(run("b"), "B1");
        grow(run("c"), "C1");
        grow(run("a"), "A3");
        grow(run("b"), "B2");
        assertThat(store().archive(record(), List.of(end("a"), end("c")))).isEqualTo(new Committed(7));
        for (var round = 0; round < 2; round++) {
            assertThat(types(run("a"))).isEmpty();
            assertThat(store().head(run("c"))).isEqualTo(StreamHead.EMPTY);
            assertThat(types(run("b"))).containsExactly("B1", "B2");
            assertThat(types(RECORD)).containsExactly("Archived");
            assertThat(positions(store().follow(0, 10))).containsExactly(3L, 6L, 7L);
            assertThat(positions(store().follow(3, 1))).containsExactly(6L);
            assertThat(positions(store().follow(4, 2))).containsExactly(6L, 7L);
            assertThat(store().position()).isEqualTo(7);
            assertChained(run("b"), store().read(run("b"), 0));
            reopen();
        }
        assertThat(kept.revision()).isEqualTo(1);
    }

    @Test
    void givenAnArchive_thenPositionsGoOnAfterIt() throws Exception {
        grow(run("a"), "A1");
        store().archive(record(), List.of(end("a")));
        reopen();
        grow(run("b"), "B1");
        assertThat(positions(store().follow(0, 10))).containsExactly(2L, 3L);
        assertThat(store().awaitBeyond(2, Duration.ofMinutes(1))).isEqualTo(3);
        try (var snapshot = store().snapshot()) {
            assertThat(snapshot.rows(0, 10)).extracting(StoredRow::position).containsExactly(2L, 3L);
        }
    }

    @Test
    void givenAStreamThatMovedOn_thenNothingIsArchived() {
        grow(run("a"), "A1");
        var seen = end("a");
        grow(run("a"), "A2");
        grow(run("b"), "B1");
        var outcome = store().archive(record(), List.of(end("b"), seen));
        assertThat(outcome).isEqualTo(new Stale(run("a"), 1, 2));
        assertThat(types(run("a"))).containsExactly("A1", "A2");
        assertThat(types(run("b"))).containsExactly("B1");
        assertThat(types(RECORD)).isEmpty();
    }

    @Test
    void givenAStreamWithAWake_thenNothingIsArchived() {
        grow(run("a"), "A1");
        accepted(commit(new WakeChange.At(run("a"), NOON)));
        assertThat(store().archive(record(), List.of(end("a")))).isEqualTo(new ClaimLost(run("a")));
        assertThat(types(run("a"))).containsExactly("A1");
        assertThat(types(RECORD)).isEmpty();
    }

    @Test
    void givenTheHoldsOfAnArchivedStream_thenTheyGoOnProtecting() {
        grow(run("a"), "A1");
        accepted(commit(new HoldChange.Take("k", run("a"))));
        store().archive(record(), List.of(end("a")));
        reopen();
        assertThat(store().holder("k")).contains(run("a"));
        assertThat(store().commit(commit(new HoldChange.Take("k", run("b"))))).isEqualTo(new Held("k", run("a")));
    }

    @Test
    void givenTheSameArchiveTwice_thenItIsDoneOnceAndAnsweredAlike() {
        grow(run("a"), "A1");
        var record = record();
        var streams = List.of(end("a"));
        assertThat(store().archive(record, streams)).isEqualTo(new Committed(2));
        assertThat(store().archive(record, streams)).isEqualTo(new Committed(2));
        reopen();
        assertThat(store().archive(record, streams)).isEqualTo(new Committed(2));
        assertThat(types(RECORD)).containsExactly("Archived");
    }

    @Test
    void givenManyStreamsBetweenOthers_thenFollowersComeThroughInAnySteps() {
        IntStream.range(0, 60).forEach(i -> grow(run("s-" + i % 6), "E" + i));
        var streams = IntStream.of(0, 1, 3, 4).mapToObj(i -> end("s-" + i)).toList();
        store().archive(record(), streams);
        var expected = IntStream.rangeClosed(1, 61)
                .filter(i -> i == 61 || (i - 1) % 6 == 2 || (i - 1) % 6 == 5)
                .mapToObj(i -> (long) i)
                .toList();
        assertThat(positions(store().follow(0, 100))).isEqualTo(expected);
        for (var limit = 1; limit < 8; limit++) {
            var seen = 0L;
            for (var position : expected) {
                var next = store().follow(seen, limit);
                assertThat(next.getFirst().position()).isEqualTo(position);
                assertThat(next).hasSizeLessThanOrEqualTo(limit);
                seen = position;
            }
            assertThat(store().follow(seen, limit)).isEmpty();
        }
    }
}
