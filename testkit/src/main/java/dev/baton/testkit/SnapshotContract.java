package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Hold;
import dev.baton.event.HoldChange;
import dev.baton.event.LogSnapshot;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamHead;
import dev.baton.event.Wake;
import dev.baton.event.WakeChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a log holds can be gone through as it was at one moment. */
abstract class SnapshotContract extends StoreCase {
    SnapshotContract(EventStoreContract contract) {
        super(contract);
    }

    private static List<RecordedEvent> events(List<StoredRow> rows) {
        return rows.stream().flatMap(row -> row.unpack().stream()).toList();
    }

    @Test
    void givenAnEmptyLog_thenItsSnapshotIsEmpty() {
        try (var snapshot = store().snapshot()) {
            assertThat(snapshot.position()).isZero();
            assertThat(snapshot.rows(0, 10)).isEmpty();
            assertThat(snapshot.holds(Optional.empty(), 10)).isEmpty();
            assertThat(snapshot.wakes(Optional.empty(), 10)).isEmpty();
            assertThat(snapshot.read(run("a"), 0)).isEmpty();
        }
    }

    @Test
    void givenCommits_thenThereIsARowForEachStreamOfEachAndTheyHoldEverything() {
        var a = grow(run("a"), "A1", "A2");
        var both = commit(append(run("a"), a, "A3"), append(run("b"), StreamHead.EMPTY, "B1", "B2"));
        accepted(both);
        try (var snapshot = store().snapshot()) {
            assertThat(snapshot.position()).isEqualTo(5);
            var rows = snapshot.rows(0, 10);
            assertThat(rows).extracting(StoredRow::position).containsExactly(2L, 3L, 5L);
            assertThat(rows).extracting(StoredRow::stream).containsExactly("run/a", "run/a", "run/b");
            assertThat(rows).extracting(StoredRow::revision).containsExactly(1L, 3L, 1L);
            assertThat(rows).extracting(StoredRow::events).containsExactly(2, 1, 2);
            assertThat(rows.getLast().commit()).isEqualTo(both.id());
            assertThat(rows.getFirst().hashOfLast()).isEqualTo(a.hash());
            assertThat(events(rows)).isEqualTo(store().follow(0, 10));
            assertThat(snapshot.rows(2, 1)).extracting(StoredRow::position).containsExactly(3L);
            assertThat(snapshot.rows(5, 1)).isEmpty();
            assertThat(snapshot.read(run("a"), 2)).isEqualTo(store().read(run("a"), 2));
        }
    }

    @Test
    void givenASnapshot_whenMoreIsCommitted_thenItShowsNothingOfIt() {
        grow(run("a"), "A1");
        accepted(commit(new HoldChange.Take("k", run("a"))));
        try (var snapshot = store().snapshot()) {
            grow(run("a"), "A2");
            grow(run("b"), "B1");
            accepted(commit(new HoldChange.Take("j", run("a"))));
            accepted(commit(new HoldChange.Release("k", run("a"))));
            accepted(commit(new WakeChange.At(run("a"), NOON)));
            assertThat(snapshot.position()).isEqualTo(1);
            assertThat(events(snapshot.rows(0, 10))).hasSize(1);
            assertThat(snapshot.read(run("a"), 0)).hasSize(1);
            assertThat(snapshot.holds(Optional.empty(), 10)).containsExactly(new Hold(Hold.digest("k"), run("a")));
            assertThat(snapshot.wakes(Optional.empty(), 10)).isEmpty();
        }
        assertThat(types(run("a"))).containsExactly("A1", "A2");
    }

    @Test
    void givenHolds_thenPagesGiveEachOnceByTheDigestOfItsKey() {
        IntStream.range(0, 25).forEach(i -> accepted(commit(new HoldChange.Take("k" + i, run("a-" + i)))));
        try (var snapshot = store().snapshot()) {
            var all = snapshot.holds(Optional.empty(), 100);
            assertThat(all)
                    .hasSize(25)
                    .isSortedAccordingTo((one, other) ->
                            one.key().hex().compareTo(other.key().hex()));
            assertThat(all).contains(new Hold(Hold.digest("k7"), run("a-7")));
            assertThat(snapshot.holds(Optional.of(all.get(9).key()), 3)).isEqualTo(all.subList(10, 13));
            assertThat(snapshot.holds(Optional.of(all.getLast().key()), 3)).isEmpty();
        }
    }

    @Test
    void givenWakes_thenPagesGiveEachOnceAndWhatIsClaimedIsDueAtOnce() {
        accepted(commit(new WakeChange.At(run("c"), NOON.plusSeconds(3))));
        accepted(commit(new WakeChange.At(run("b"), NOON.plusSeconds(2))));
        accepted(commit(new WakeChange.Claimed(claim(run("a"), "node", "t1"))));
        try (var snapshot = store().snapshot()) {
            var all = List.of(
                    new Wake(run("a"), Instant.EPOCH),
                    new Wake(run("b"), NOON.plusSeconds(2)),
                    new Wake(run("c"), NOON.plusSeconds(3)));
            assertThat(snapshot.wakes(Optional.empty(), 10)).isEqualTo(all);
            assertThat(snapshot.wakes(Optional.of(run("a")), 1)).isEqualTo(all.subList(1, 2));
        }
    }

    @Test
    void givenStreams_thenTheirEndsAreTold() {
        assertThat(store().head(run("a"))).isEqualTo(StreamHead.EMPTY);
        var end = grow(run("a"), "A1", "A2", "A3");
        assertThat(store().head(run("a"))).isEqualTo(end);
        reopen();
        assertThat(store().head(run("a"))).isEqualTo(end);
    }

    @Test
    void givenSeveralSnapshots_thenEachShowsItsOwnMoment() {
        grow(run("a"), "A1");
        try (LogSnapshot first = store().snapshot()) {
            grow(run("a"), "A2");
            try (LogSnapshot second = store().snapshot()) {
                assertThat(first.position()).isEqualTo(1);
                assertThat(second.position()).isEqualTo(2);
                assertThat(first.read(run("a"), 0)).hasSize(1);
                assertThat(second.read(run("a"), 0)).hasSize(2);
            }
        }
    }
}
