package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.Hold;
import dev.baton.event.HoldChange;
import dev.baton.event.LogContents;
import dev.baton.event.LogSnapshot;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.event.WakeChange;
import dev.baton.json.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one log holds can become the contents of another one. */
abstract class RestoringContract extends StoreCase {
    RestoringContract(EventStoreContract contract) {
        super(contract);
    }

    /** A log with everything that there can be: several streams, an erased and an archived one, holds and wakes. */
    private static InMemoryEventStore source(Commit two) {
        var source = new InMemoryEventStore();
        source.commit(two);
        var more = IntStream.range(0, 500)
                .mapToObj(i -> append(run("m-" + i), StreamHead.EMPTY, "M", "N"))
                .toList();
        more.forEach(append -> source.commit(commit(append)));
        var gone = new StreamEnd(run("m-3"), more.get(3).head());
        source.archive(commit(append(StreamId.of("archive", "one"), StreamHead.EMPTY, "Archived")), List.of(gone));
        source.erase(List.of(new StreamEnd(run("m-7"), more.get(7).head())), NOON);
        source.commit(new Commit(
                commitId(),
                List.of(),
                List.of(new WakeChange.At(run("b"), NOON), new WakeChange.Claimed(claim(run("m-1"), "node", "t1"))),
                List.of(new HoldChange.Take("k", run("a")), new HoldChange.Take("gone", run("m-3")))));
        return source;
    }

    private static Commit two() {
        return commit(append(run("a"), StreamHead.EMPTY, "A1", "A2"), append(run("b"), StreamHead.EMPTY, "B1"));
    }

    private void restore(InMemoryEventStore source) {
        try (var snapshot = source.snapshot()) {
            store().restore(snapshot);
        }
    }

    @Test
    void givenAnotherLogsContents_whenRestored_thenEverythingIsThere() {
        var source = source(two());
        restore(source);
        for (var round = 0; round < 2; round++) {
            assertThat(store().position()).isEqualTo(source.position());
            assertThat(store().follow(0, 2000)).isEqualTo(source.follow(0, 2000));
            assertThat(store().read(run("m-7"), 0)).isEqualTo(source.read(run("m-7"), 0));
            assertThat(store().holder("k")).contains(run("a"));
            assertThat(store().holder("gone")).contains(run("m-3"));
            reopen();
        }
        try (var one = source.snapshot();
                var other = store().snapshot()) {
            assertThat(other.wakes(Optional.empty(), 10))
                    .isEqualTo(one.wakes(Optional.empty(), 10))
                    .containsExactly(new Wake(run("b"), NOON), new Wake(run("m-1"), Instant.EPOCH));
            assertThat(other.holds(Optional.empty(), 10)).isEqualTo(one.holds(Optional.empty(), 10));
        }
    }

    @Test
    void givenARestoredLog_thenItGoesOnWhereTheOtherWas() {
        var two = two();
        restore(source(two));
        var end = store().position();
        assertThat(store().commit(two)).isEqualTo(new Committed(3));
        grow(run("a"), "A3");
        assertThat(store().position()).isEqualTo(end + 1);
        assertChained(run("a"), store().read(run("a"), 0));
        assertThat(store().wakes().claim("other", NOON, NOON.plusSeconds(30), 10))
                .extracting(claim -> claim.stream())
                .containsExactlyInAnyOrder(run("b"), run("m-1"));
    }

    @Test
    void givenALogThatHoldsSomething_thenNothingIsRestoredIntoIt() {
        grow(run("mine"), "E1");
        try (var source = source(two()).snapshot()) {
            assertThatThrownBy(() -> store().restore(source))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not empty");
        }
        assertThat(store().position()).isEqualTo(1);
        grow(run("mine"), "E2");
    }

    @Test
    void givenAHoldOrAWakeOnly_thenTheLogIsNotEmptyEither() {
        accepted(commit(new HoldChange.Take("k", run("mine"))));
        try (var source = source(two()).snapshot()) {
            assertThatThrownBy(() -> store().restore(source)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(store().holder("k")).contains(run("mine"));
    }

    @Test
    void givenContentsThatBreakOff_thenNothingIsRestoredAndItCanBeDoneAgain() {
        var source = source(two());
        try (var snapshot = source.snapshot()) {
            assertThatThrownBy(() -> store().restore(new BreakingOff(snapshot)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("it breaks off here");
        }
        assertThat(store().position()).isZero();
        assertThat(store().follow(0, 10)).isEmpty();
        assertThat(store().refusal()).isEmpty();
        restore(source);
        assertThat(store().follow(0, 2000)).isEqualTo(source.follow(0, 2000));
    }

    /** Contents that cannot be had to their end. */
    private record BreakingOff(LogSnapshot whole) implements LogContents {
        @Override
        public List<StoredRow> rows(long afterPosition, int limit) {
            return whole.rows(afterPosition, limit);
        }

        @Override
        public List<Hold> holds(Optional<Digest> after, int limit) {
            return whole.holds(after, limit);
        }

        @Override
        public List<Wake> wakes(Optional<StreamId> after, int limit) {
            throw new IllegalArgumentException("it breaks off here");
        }
    }
}
