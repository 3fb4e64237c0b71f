package dev.baton.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.Claim;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.EventStore;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.WakeChange;
import dev.baton.testkit.postgres.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of commits and claims whose connection breaks or stands still at the worst moment. */
class DisturbedConnectionTest {
    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestDatabase database = new TestDatabase("disturbed");
    private final Wire wire = new Wire(PostgresServer.shared().jdbcUrl());
    private EventStore store = database.emptied().open();

    @BeforeEach
    void open() {
        store.close();
        store = PostgresEventStore.openMigrated(wire.address(database.address()), CommitWriter.Bounds.USUAL);
    }

    @AfterEach
    void close() {
        store.close();
        wire.close();
    }

    private static StreamId run(String id) {
        return StreamId.of("run", id);
    }

    private CompletableFuture<CommitOutcome> inBackground(Commit commit) {
        return CompletableFuture.supplyAsync(() -> store.commit(commit));
    }

    @ParameterizedTest
    @EnumSource(
            value = Wire.Fault.class,
            names = {"CUT_BEFORE", "CUT_AFTER"})
    void givenAConnectionThatBreaksAtTheCommit_thenItIsAnsweredByWhatBecameOfItAndWrittenOnce(Wire.Fault fault)
            throws Exception {
        var broken = wire.at("COMMIT", fault);
        var outcome = inBackground(Commit.of("c-1", Given.append(run("a"), StreamHead.EMPTY, 2)));
        assertThat(broken.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(outcome.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Committed(2));
        assertThat(store.read(run("a"), 0)).extracting(RecordedEvent::position).containsExactly(1L, 2L);
        assertThat(store.refusal()).isEmpty();
        assertThat(store.commit(Commit.of("c-2", Given.append(run("b"), StreamHead.EMPTY, 1))))
                .isEqualTo(new Committed(3));
    }

    @ParameterizedTest
    @EnumSource(
            value = Wire.Fault.class,
            names = {"CUT_BEFORE", "CUT_AFTER"})
    void givenAConnectionThatBreaksWhileClaiming_thenTheClaimsAreKnownToTheirOwner(Wire.Fault fault) throws Exception {
        store.commit(new Commit("c-1", List.of(), List.of(new WakeChange.At(run("a"), NOON)), List.of()));
        var broken = wire.at(fault == Wire.Fault.CUT_AFTER ? "COMMIT" : "SKIP LOCKED", fault);
        var claims = CompletableFuture.supplyAsync(() -> store.wakes().claim("node", NOON, NOON.plusSeconds(30), 10));
        assertThat(broken.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        var mine = claims.get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(mine).extracting(Claim::stream).containsExactly(run("a"));
        var park = new WakeChange.Park(mine.getFirst(), Optional.empty());
        assertThat(store.commit(new Commit("c-2", List.of(), List.of(park), List.of())))
                .isInstanceOf(Committed.class);
    }

    @Test
    void givenAClaimWhoseAnswerNeverCame_thenTheNextClaimFindsItsStreamsAgain() throws Exception {
        var impatient = new CommitWriter.Bounds(64, 64, 1 << 20, Duration.ofMillis(300));
        try (var node = PostgresEventStore.openMigrated(wire.address(database.address()), impatient)) {
            node.commit(new Commit("c-1", List.of(), List.of(new WakeChange.At(run("a"), NOON)), List.of()));
            var broken = wire.at("COMMIT", Wire.Fault.CUT_AFTER);
            wire.down(true);
            assertThatThrownBy(() -> node.wakes().claim("node", NOON, NOON.plusSeconds(30), 10))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(broken.getCount()).isZero();
            wire.down(false);
            assertThat(node.wakes().claim("node", NOON, NOON.plusSeconds(30), 10))
                    .extracting(Claim::stream)
                    .containsExactly(run("a"));
        }
    }

    @Test
    void givenANodeThatStandsStillInTheMiddleOfAGroup_thenTheOthersGoOnAndItSucceedsLater() throws Exception {
        try (var other = database.open()) {
            var still = wire.at("INSERT INTO append", Wire.Fault.STAND_STILL);
            var delayed = inBackground(Commit.of("c-1", Given.append(run("a"), StreamHead.EMPTY, 1)));
            assertThat(still.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            var began = System.nanoTime();
            assertThat(other.commit(Commit.of("c-2", Given.append(run("b"), StreamHead.EMPTY, 1))))
                    .isEqualTo(new Committed(1));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
            wire.release();
            assertThat(delayed.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Committed(2));
            assertThat(other.read(run("a"), 0)).hasSize(1);
        }
    }

    @Test
    void givenAConnectionForNoticesThatBreaks_thenWhatWasMissedIsTold() throws Exception {
        var broken = wire.at("GROUP BY stream", Wire.Fault.CUT_BEFORE);
        assertThat(broken.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        try (var other = database.open();
                var watch = store.watch(run("a"))) {
            other.commit(Commit.of("c-1", Given.append(run("a"), StreamHead.EMPTY, 1)));
            assertThat(watch.await(SOON)).isTrue();
            assertThat(store.awaitBeyond(0, SOON)).isEqualTo(1);
        }
    }

    @Test
    void givenNoticesThatNoStoreWrote_thenTheyDoNoHarm() throws Exception {
        var channel = Notices.channel(database.address());
        for (var text : List.of("", "x", "a b c d", "a 1 2", "other 0 999999 true", "a -1 -5 false")) {
            database.execute("SELECT pg_notify('" + channel + "', '" + text + "')");
        }
        try (var other = database.open();
                var watch = store.watch(run("a"))) {
            other.commit(Commit.of("c-1", Given.append(run("a"), StreamHead.EMPTY, 1)));
            assertThat(watch.await(SOON)).isTrue();
            assertThat(store.position()).isEqualTo(1);
        }
    }

    @Test
    void givenACommitThatTheDatabaseRefuses_thenItAloneFailsAndSaysSo() throws Exception {
        var good = inBackground(Commit.of("c-1", Given.append(run("a"), StreamHead.EMPTY, 1)));
        var bad = inBackground(Commit.of("c-\u0000", Given.append(run("b"), StreamHead.EMPTY, 1)));
        assertThat(bad)
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IllegalStateException.class)
                .withMessageContaining("nothing of it was");
        assertThat(good.get(SOON.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Committed.class);
        assertThat(store.refusal()).isEmpty();
        assertThat(store.read(run("b"), 0)).isEmpty();
    }
}
