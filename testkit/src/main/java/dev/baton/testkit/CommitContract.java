package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.CommitOutcome.Held;
import dev.baton.event.CommitOutcome.Stale;
import dev.baton.event.HoldChange;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamHead;
import dev.baton.event.WakeChange;
import dev.baton.json.Digest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Commits are whole or nothing, decided on what the caller saw, and written once. */
abstract class CommitContract extends StoreCase {
    CommitContract(EventStoreContract contract) {
        super(contract);
    }

    @Test
    void givenSeveralStreams_whenCommitted_thenAllOfThemGrow() {
        var position = accepted(
                commit(append(run("a"), StreamHead.EMPTY, "A1", "A2"), append(run("b"), StreamHead.EMPTY, "B1")));
        assertThat(position).isEqualTo(3);
        assertThat(types(run("a"))).containsExactly("A1", "A2");
        assertThat(types(run("b"))).containsExactly("B1");
    }

    @Test
    void givenOneStreamOfTwoMovedOn_whenCommitted_thenNeitherGrows() {
        grow(run("b"), "B1");
        var outcome = store().commit(
                        commit(append(run("a"), StreamHead.EMPTY, "A1"), append(run("b"), StreamHead.EMPTY, "B2")));
        assertThat(outcome).isEqualTo(new Stale(run("b"), 0, 1));
        assertThat(types(run("a"))).isEmpty();
        assertThat(types(run("b"))).containsExactly("B1");
        assertThat(store().position()).isEqualTo(1);
    }

    @Test
    void givenAnExpectedEndThatIsNotReachedYet_thenTheCommitIsStaleToo() {
        var beyond = append(run("a"), StreamHead.EMPTY, "A1", "A2").head();
        assertThat(store().commit(commit(append(run("a"), beyond, "A3")))).isEqualTo(new Stale(run("a"), 2, 0));
    }

    @Test
    void givenTheSameCommitTwice_thenItIsWrittenOnceAndAnsweredAlike() {
        var commit = commit(append(run("a"), StreamHead.EMPTY, "A1"));
        var first = store().commit(commit);
        grow(run("a"), "A2");
        assertThat(store().commit(commit)).isEqualTo(first).isEqualTo(new Committed(1));
        assertThat(types(run("a"))).containsExactly("A1", "A2");
        reopen();
        assertThat(store().commit(commit)).isEqualTo(first);
    }

    @Test
    void givenTheSameIdWithOtherContents_thenTheFirstCommitStands() {
        var id = commitId();
        store().commit(Commit.of(id, append(run("a"), StreamHead.EMPTY, "A1")));
        assertThat(store().commit(Commit.of(id, append(run("b"), StreamHead.EMPTY, "B1"))))
                .isEqualTo(new Committed(1));
        assertThat(types(run("b"))).isEmpty();
    }

    @Test
    void givenTheSameCommitWithoutEventsTwice_thenItActsOnce() {
        var wake = commit(new WakeChange.At(run("a"), NOON));
        store().commit(wake);
        var claim =
                store().wakes().claim("node", NOON, NOON.plusSeconds(30), 10).getFirst();
        var park = commit(new WakeChange.Park(claim, Optional.empty()));
        assertThat(store().commit(park)).isEqualTo(new Committed(0));
        assertThat(store().commit(park)).isEqualTo(new Committed(0));
        assertThat(store().commit(wake)).isEqualTo(new Committed(0));
        assertThat(store().wakes().nextDue()).isEmpty();
    }

    @Test
    void givenARefusedCommit_whenTheReasonIsGone_thenTheSameIdIsAccepted() {
        accepted(commit(new HoldChange.Take("k", run("a"))));
        var take = commit(new HoldChange.Take("k", run("b")));
        assertThat(store().commit(take)).isEqualTo(new Held("k", run("a")));
        accepted(commit(new HoldChange.Release("k", run("a"))));
        assertThat(store().commit(take)).isEqualTo(new Committed(0));
    }

    @Test
    void givenAnAssertionWithoutEvents_thenItOnlyGuards() {
        var end = grow(run("a"), "A1");
        var guarded = commit(Append.nothing(run("a"), end), append(run("b"), StreamHead.EMPTY, "B1"));
        assertThat(store().commit(guarded)).isEqualTo(new Committed(2));
        assertThat(types(run("a"))).containsExactly("A1");
        grow(run("a"), "A2");
        assertThat(store().commit(commit(Append.nothing(run("a"), end), append(run("c"), StreamHead.EMPTY, "C1"))))
                .isEqualTo(new Stale(run("a"), 1, 2));
        assertThat(types(run("c"))).isEmpty();
    }

    @Test
    void givenACommitWithoutEvents_thenItsPositionIsTheEndOfTheLog() {
        grow(run("a"), "A1", "A2");
        assertThat(store().commit(commit(new WakeChange.At(run("a"), NOON)))).isEqualTo(new Committed(2));
    }

    @Test
    void givenTheRightRevisionWithAForeignHash_thenTheCallerIsToldAndNothingIsWritten() {
        grow(run("a"), "A1");
        var foreign = new StreamHead(1, Digest.of(new byte[] {1}));
        var commit = commit(append(run("b"), StreamHead.EMPTY, "B1"), append(run("a"), foreign, "A2"));
        assertThatThrownBy(() -> store().commit(commit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run/a")
                .hasMessageContaining("hash");
        assertThat(types(run("b"))).isEmpty();
        assertThat(grow(run("a"), "A2").revision()).isEqualTo(2);
    }

    @Test
    void givenAClosedStore_whenCommitted_thenItIsUnavailableAndSaysWhy() {
        grow(run("a"), "A1");
        store().close();
        assertThat(store().refusal()).isPresent();
        assertThatThrownBy(() -> store().commit(commit(append(run("b"), StreamHead.EMPTY, "B1"))))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store().read(run("a"), 0)).isInstanceOf(StoreUnavailableException.class);
        reopen();
        assertThat(store().refusal()).isEmpty();
        assertThat(types(run("a"))).containsExactly("A1");
        assertThat(types(run("b"))).isEmpty();
    }

    @Test
    void givenEverythingInOneCommit_whenReopened_thenEverythingIsThere() {
        var claim = claim(run("a"), "node", "t1");
        accepted(new Commit(
                commitId(),
                List.of(append(run("a"), StreamHead.EMPTY, "A1", "A2")),
                List.of(new WakeChange.Claimed(claim), new WakeChange.At(run("b"), NOON)),
                List.of(new HoldChange.Take("k", run("a")))));
        reopen();
        assertThat(types(run("a"))).containsExactly("A1", "A2");
        assertThat(store().position()).isEqualTo(2);
        assertThat(store().holder("k")).contains(run("a"));
        assertThat(store().wakes().nextDue()).contains(NOON);
        accepted(commit(new WakeChange.Park(claim, Optional.empty())));
    }
}
