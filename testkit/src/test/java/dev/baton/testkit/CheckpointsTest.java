package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Checkpoints;
import dev.baton.engine.Checkpoints.Rhythm;
import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.EventStore;
import dev.baton.event.NewEvent;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamId;
import dev.baton.integrity.ArchiveRecord;
import dev.baton.integrity.Checkpoint;
import dev.baton.integrity.Expected;
import dev.baton.integrity.LogPoint;
import dev.baton.integrity.LogWalk;
import dev.baton.integrity.NodeKey;
import dev.baton.integrity.Report;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checkpoints that are signed while a log grows. */
class CheckpointsTest {
    private static final NodeKey KEY = NodeKey.generate();
    private static final Rhythm ONLY_AT_THE_END = new Rhythm(Duration.ofHours(1), Long.MAX_VALUE / 2);
    private static final Rhythm ALL_THE_TIME = new Rhythm(Duration.ofMillis(10), 5);

    private final EventStore store = new InMemoryEventStore();
    private final SettableClock clock = new SettableClock();
    private final LinkedBlockingQueue<Checkpoint> written = new LinkedBlockingQueue<>();
    private int number;

    @AfterEach
    void close() {
        store.close();
    }

    private Checkpoints start(NodeKey key, Rhythm rhythm) {
        return Checkpoints.start(store, key, rhythm, clock, written::add);
    }

    private void grow(String run) {
        grow(StreamId.of("run", run), new NewEvent("E", Instant.EPOCH, "x", Optional.empty(), Json.object()));
    }

    private void grow(StreamId stream, NewEvent event) {
        var append = Append.chain(stream, store.head(stream), List.of(event), () -> "0".repeat(32));
        assertThat(store.commit(Commit.of("c-" + ++number, append))).isInstanceOf(Committed.class);
    }

    private Checkpoint next() throws InterruptedException {
        return Optional.ofNullable(written.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    private Report verify() {
        try (var snapshot = store.snapshot()) {
            var archives = ArchiveRecord.all(snapshot.read(ArchiveRecord.STREAM, 0));
            return LogWalk.verify(snapshot, Expected.of(archives), position -> {});
        }
    }

    @Test
    void givenALogThatGrew_whenClosed_thenALastCheckpointCoversAllOfIt() throws InterruptedException {
        grow("a");
        grow("b");
        start(KEY, ONLY_AT_THE_END).close();
        assertThat(next().point().position()).isEqualTo(2);
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().checkpoints()).containsEntry(KEY.publicKey(), 1L);
    }

    @Test
    void givenNothingNew_whenStartedAndClosedAgain_thenNothingIsWritten() throws InterruptedException {
        grow("a");
        start(KEY, ONLY_AT_THE_END).close();
        next();
        start(KEY, ONLY_AT_THE_END).close();
        assertThat(next().point().position())
                .as("what was written before is told again")
                .isEqualTo(1);
        start(NodeKey.generate(), ONLY_AT_THE_END).close();
        assertThat(written).isEmpty();
        assertThat(store.position()).isEqualTo(2);
    }

    @Test
    void givenALogThatGoesOnGrowing_thenCheckpointsFollowAndAllOfThemAreTrue() throws InterruptedException {
        try (var _ = start(KEY, ALL_THE_TIME)) {
            for (var i = 0; i < 5; i++) {
                for (var j = 0; j < 7; j++) {
                    grow("r-" + j);
                }
                clock.advance(Duration.ofSeconds(1));
                next();
            }
        }
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().checkpoints().get(KEY.publicKey())).isGreaterThanOrEqualTo(5);
    }

    @Test
    void givenTwoNodes_thenEachGoesOnFromTheOthersCheckpointAndAllOfThemAreTrue() throws InterruptedException {
        var other = NodeKey.generate();
        for (var i = 0; i < 10; i++) {
            grow("r-" + i);
            start(i % 2 == 0 ? KEY : other, ONLY_AT_THE_END).close();
        }
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().checkpoints()).containsEntry(KEY.publicKey(), 5L).containsEntry(other.publicKey(), 5L);
    }

    @Test
    void givenACheckpointThatNobodySigned_thenItIsNotGoneOnFrom() throws InterruptedException {
        grow("a");
        grow("b");
        var forged = new Checkpoint(new LogPoint(2, Digest.ZERO), Instant.EPOCH, KEY.publicKey(), "AAAA");
        grow(Checkpoint.STREAM, forged.toEvent());
        start(KEY, ONLY_AT_THE_END).close();
        try (var snapshot = store.snapshot()) {
            var point = LogPoint.START;
            for (var row : snapshot.rows(0, 3)) {
                point = point.after(row);
            }
            assertThat(next().point()).isEqualTo(point);
        }
    }

    @Test
    void givenAnArchive_thenCheckpointsGoOnFromThePointBeforeIt() throws InterruptedException {
        grow("a");
        grow("b");
        start(KEY, ONLY_AT_THE_END).close();
        next();
        grow("a");
        archive("a");
        grow("c");
        start(KEY, ONLY_AT_THE_END).close();
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().checkpoints()).containsEntry(KEY.publicKey(), 1L);
        assertThat(verify().unchecked()).isEqualTo(1);
    }

    private void archive(String run) {
        var stream = StreamId.of("run", run);
        var rest = LogPoint.START;
        var whole = LogPoint.START;
        try (var snapshot = store.snapshot()) {
            for (var row : snapshot.rows(0, 100)) {
                whole = whole.after(row);
                rest = row.stream().equals(stream.value()) ? rest : rest.after(row);
            }
        }
        var record = new ArchiveRecord("one", "one.jsonl", Digest.ZERO, Instant.EPOCH, whole, rest.digest(), 1, 2);
        var append = Append.chain(
                ArchiveRecord.STREAM,
                store.head(ArchiveRecord.STREAM),
                List.of(record.toEvent(Instant.EPOCH, "x")),
                () -> "0".repeat(32));
        var end = new StreamEnd(stream, store.head(stream));
        assertThat(store.archive(Commit.of("c-archive", append), List.of(end))).isInstanceOf(Committed.class);
    }

    @Test
    void givenAStoreThatFailsNowAndThen_thenCheckpointsAreTriedAgainAndAllOfThemAreTrue() throws InterruptedException {
        var script = new FaultScript(7, new FaultScript.Odds(0.3, 0.3, 0.3, false));
        var faulty = new FaultyEventStore(store, script);
        try (var _ = Checkpoints.start(faulty, KEY, ALL_THE_TIME, clock, written::add)) {
            for (var i = 0; i < 10; i++) {
                grow("r-" + i);
                clock.advance(Duration.ofSeconds(1));
                next();
            }
            script.heal();
        }
        assertThat(script.faults()).isPositive();
        assertThat(verify().findings()).isEmpty();
    }
}
