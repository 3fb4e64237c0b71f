package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome.Held;
import dev.baton.event.CommitOutcome.Stale;
import dev.baton.event.HoldChange.Release;
import dev.baton.event.HoldChange.Take;
import dev.baton.event.StreamHead;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key has one holder at a time. */
abstract class HoldContract extends StoreCase {
    HoldContract(EventStoreContract contract) {
        super(contract);
    }

    @Test
    void givenAFreeKey_whenTaken_thenItHasAHolderAlsoAfterReopening() {
        assertThat(store().holder("k")).isEmpty();
        accepted(commit(new Take("k", run("a"))));
        assertThat(store().holder("k")).contains(run("a"));
        reopen();
        assertThat(store().holder("k")).contains(run("a"));
    }

    @Test
    void givenItsOwnKey_whenTakenAgain_thenThatIsFine() {
        accepted(commit(new Take("k", run("a"))));
        accepted(commit(new Take("k", run("a"))));
        assertThat(store().holder("k")).contains(run("a"));
    }

    @Test
    void givenAnothersKey_whenTaken_thenTheCommitNamesTheOwnerAndChangesNothing() {
        accepted(commit(new Take("k", run("a"))));
        var commit = new Commit(
                commitId(),
                List.of(append(run("b"), StreamHead.EMPTY, "B1")),
                List.of(),
                List.of(new Take("free", run("b")), new Take("k", run("b"))));
        assertThat(store().commit(commit)).isEqualTo(new Held("k", run("a")));
        assertThat(types(run("b"))).isEmpty();
        assertThat(store().holder("free")).isEmpty();
    }

    @Test
    void givenAStaleCommit_thenItsHoldIsNotTaken() {
        grow(run("a"), "A1");
        var commit = new Commit(
                commitId(),
                List.of(append(run("a"), StreamHead.EMPTY, "A2")),
                List.of(),
                List.of(new Take("k", run("a"))));
        assertThat(store().commit(commit)).isEqualTo(new Stale(run("a"), 0, 1));
        assertThat(store().holder("k")).isEmpty();
    }

    @Test
    void givenAKeyOfAnother_whenReleased_thenNothingHappens() {
        accepted(commit(new Take("k", run("a"))));
        accepted(commit(new Release("k", run("b")), new Release("unknown", run("b"))));
        assertThat(store().holder("k")).contains(run("a"));
    }

    @Test
    void givenAReleasedKey_thenAnotherMayTakeIt() {
        accepted(commit(new Take("k", run("a"))));
        accepted(commit(new Release("k", run("a"))));
        assertThat(store().holder("k")).isEmpty();
        accepted(commit(new Take("k", run("b"))));
        assertThat(store().holder("k")).contains(run("b"));
    }

    @Test
    void givenReleaseAndTakeInOneCommit_thenTheyActInTheirOrder() {
        accepted(commit(new Take("k", run("a"))));
        accepted(commit(new Release("k", run("a")), new Take("k", run("b"))));
        assertThat(store().holder("k")).contains(run("b"));
        accepted(commit(new Take("j", run("b")), new Release("j", run("b"))));
        assertThat(store().holder("j")).isEmpty();
        assertThat(store().commit(commit(new Take("i", run("a")), new Take("i", run("b")))))
                .isEqualTo(new Held("i", run("a")));
        assertThat(store().holder("i")).isEmpty();
    }

    @Test
    void givenKeysThatDifferInOddPlaces_thenTheyAreDifferentKeys() {
        var keys = List.of("k", "k\u0000", "k\u0000x", "K", "k ", "ķ", "k\uD83D\uDE00", "'k'", "");
        keys.forEach(key -> accepted(commit(new Take(key, run("a")))));
        accepted(commit(new Release("k", run("a"))));
        assertThat(keys).filteredOn(key -> store().holder(key).isEmpty()).containsExactly("k");
    }
}
