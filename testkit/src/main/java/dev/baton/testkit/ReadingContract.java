package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Append;
import dev.baton.event.Growth;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamWatch;
import dev.baton.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was written is read back exactly, by stream and by position. */
abstract class ReadingContract extends StoreCase {
    ReadingContract(EventStoreContract contract) {
        super(contract);
    }

    /** Nine events in four commits: a 3, b 1, a 2 and b 2 together, a 1. */
    private void nineEvents() {
        var a = grow(run("a"), "A1", "A2", "A3");
        var b = grow(run("b"), "B1");
        accepted(commit(append(run("a"), a, "A4", "A5"), append(run("b"), b, "B2", "B3")));
        grow(run("a"), "A6");
    }

    @Test
    void givenAnUnknownStream_thenNothingIsRead() {
        nineEvents();
        assertThat(store().read(run("unknown"), 0)).isEmpty();
        assertThat(store().read(run("A"), 0)).isEmpty();
    }

    @Test
    void givenAStream_whenReadAfterAnyRevision_thenExactlyTheRestComes() {
        nineEvents();
        for (var round = 0; round < 2; round++) {
            for (var after = 0; after <= 7; after++) {
                assertThat(types(store().read(run("a"), after)))
                        .as("after revision %d", after)
                        .isEqualTo(List.of("A1", "A2", "A3", "A4", "A5", "A6").subList(Math.min(after, 6), 6));
            }
            reopen();
        }
    }

    @Test
    void givenEvents_thenTheyComeBackEqualWithRevisionPositionAndCommit() {
        var commit = commit(append(run("a"), StreamHead.EMPTY, "A1", "A2"));
        accepted(commit);
        var chained = commit.appends().getFirst().events();
        var expected = List.of(
                new RecordedEvent(run("a"), 1, 1, commit.id(), chained.get(0)),
                new RecordedEvent(run("a"), 2, 2, commit.id(), chained.get(1)));
        assertThat(store().read(run("a"), 0)).isEqualTo(expected);
        assertThat(store().follow(0, 10)).isEqualTo(expected);
        reopen();
        assertThat(store().read(run("a"), 0)).isEqualTo(expected);
        assertThat(store().follow(0, 10)).isEqualTo(expected);
    }

    @Test
    void givenStreams_whenReadBack_thenTheirChainsVerify() {
        nineEvents();
        reopen();
        grow(run("a"), "A7");
        assertChained(run("a"), store().read(run("a"), 0));
        assertChained(run("b"), store().read(run("b"), 0));
    }

    @Test
    void givenALog_whenFollowedFromAnyPosition_thenTheNextEventsComeWithoutGaps() {
        nineEvents();
        for (var after = 0; after <= 10; after++) {
            for (var limit = 1; limit <= 10; limit++) {
                var events = store().follow(after, limit);
                assertThat(events.size())
                        .as("after %d, limit %d", after, limit)
                        .isGreaterThanOrEqualTo(Math.clamp(9 - after, 0, limit))
                        .isLessThanOrEqualTo(limit + 4);
                assertPositions(events, after + 1);
            }
        }
    }

    @Test
    void givenALog_whenFollowed_thenEachStreamComesInItsOrder() {
        nineEvents();
        var events = store().follow(0, 100);
        assertThat(events).hasSize(9);
        assertThat(events.stream().filter(event -> event.stream().equals(run("a"))))
                .isEqualTo(store().read(run("a"), 0));
        assertThat(events.stream().filter(event -> event.stream().equals(run("b"))))
                .isEqualTo(store().read(run("b"), 0));
    }

    @Test
    void givenAReopenedLog_thenPositionsGoOn() {
        nineEvents();
        reopen();
        assertThat(store().position()).isEqualTo(9);
        grow(run("c"), "C1");
        assertPositions(store().follow(8, 10), 9);
        assertThat(store().position()).isEqualTo(10);
    }

    @Test
    void givenLargeAndOddPayloads_thenTheyComeBackUnchanged() {
        var odd = List.of(
                Json.object("big", Json.text("x".repeat(6 << 20))),
                Json.object("nul\u0000", Json.text("\u0000a\u0000")),
                Json.object(
                        "words", Json.texts(List.of("Grüße", "日本語", "\uD83D\uDE00", "\u2028", "\"\\\b\f\n\r\t\u007f"))),
                Json.object(
                        "numbers",
                        Json.array(
                                Json.number(9007199254740993L),
                                Json.number(-0.1),
                                Json.number(1e20),
                                Json.number(1e300))),
                Json.object("order", Json.object("z", Json.number(1)).with("a", Json.Null.INSTANCE)),
                Json.object("", Json.array()),
                Json.object());
        var events = odd.stream().map(payload -> event("Odd", payload)).toList();
        accepted(commit(Append.chain(run("a"), StreamHead.EMPTY, events, salts())));
        reopen();
        var read = store().read(run("a"), 0);
        assertThat(read.stream()
                        .map(event -> event.event().contents().orElseThrow().payload()))
                .isEqualTo(odd);
        assertChained(run("a"), read);
    }

    @Test
    void givenErasedEventsInAnAppend_thenTheyComeBackErasedAndVerify() {
        var original = append(run("a"), StreamHead.EMPTY, "A1", "A2");
        var erased = original.events().stream().map(event -> event.erased(NOON)).toList();
        accepted(commit(new Append(run("a"), StreamHead.EMPTY, erased)));
        reopen();
        var read = store().read(run("a"), 0);
        assertThat(read).extracting(RecordedEvent::event).isEqualTo(erased);
        assertChained(run("a"), read);
    }

    @Test
    void givenManyEventsInOneCommit_thenAllAreThere() {
        var names = IntStream.rangeClosed(1, 2000).mapToObj(i -> "E" + i).toList();
        grow(run("a"), names.toArray(String[]::new));
        assertThat(types(run("a"))).isEqualTo(names);
        assertThat(types(store().read(run("a"), 1990))).isEqualTo(names.subList(1990, 2000));
        assertPositions(store().follow(1500, 1), 1501);
    }

    @Test
    void givenALogThatIsBeyondAPosition_thenAwaitingItReturnsAtOnce() throws Exception {
        nineEvents();
        assertThat(store().awaitBeyond(8, Duration.ofMinutes(10))).isEqualTo(9);
    }

    @Test
    void givenNothingNew_whenTheTimeIsOver_thenAwaitingReturnsTheEnd() throws Exception {
        nineEvents();
        assertThat(store().awaitBeyond(9, Duration.ofMillis(1))).isEqualTo(9);
    }

    @Test
    void givenAFollower_whenSomethingIsCommitted_thenItIsThereWhenAwaitingReturns() throws Exception {
        var followed = new ArrayList<RecordedEvent>();
        var following = CompletableFuture.runAsync(() -> {
            while (followed.size() < 9) {
                awaitBeyond(followed.size());
                followed.addAll(store().follow(followed.size(), 2));
            }
        });
        nineEvents();
        following.get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertPositions(followed, 1);
        assertThat(followed).hasSize(9);
    }

    @Test
    void givenAnAwaitingFollower_whenTheStoreIsClosed_thenItReturns() throws Exception {
        nineEvents();
        var waiting = CompletableFuture.supplyAsync(() -> awaitBeyond(9));
        store().close();
        assertThat(waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(9);
    }

    @Test
    void givenALog_thenItTellsWhichStreamsGrewAfterAPosition() {
        grow(run("a"), "A1", "A2");
        grow(run("b"), "B1");
        grow(run("a"), "A3");
        var last = List.of(new Growth(run("b"), 1, 3), new Growth(run("a"), 3, 4));
        assertThat(store().grown(2, 10)).isEqualTo(last);
        assertThat(store().grown(0, 10)).contains(new Growth(run("a"), 2, 2)).containsAll(last);
        assertThat(store().grown(2, 1)).containsExactly(last.getFirst());
        assertThat(store().grown(4, 10)).isEmpty();
    }

    @Test
    void givenAWatch_whenTheStreamHasGrownSince_thenItTellsAtOnceAndOnce() throws Exception {
        grow(run("a"), "A1");
        try (var watch = store().watch(run("a"))) {
            assertThat(watch.await(Duration.ZERO)).isFalse();
            grow(run("a"), "A2");
            assertThat(watch.await(Duration.ofMinutes(10))).isTrue();
            assertThat(watch.await(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void givenTwoWatches_whenAStreamIsBegun_thenBothAreToldAndSeeIt() throws Exception {
        var seen = new ArrayList<CompletableFuture<List<String>>>();
        for (var i = 0; i < 2; i++) {
            var watch = store().watch(run("a"));
            seen.add(CompletableFuture.supplyAsync(() -> {
                awaitGrowth(watch);
                return types(run("a"));
            }));
        }
        grow(run("a"), "A1");
        for (var types : seen) {
            assertThat(types.get(SOON.toSeconds(), TimeUnit.SECONDS)).containsExactly("A1");
        }
    }

    @Test
    void givenAWatch_whenTheStoreIsClosed_thenWaitingEnds() throws Exception {
        var watch = store().watch(run("a"));
        var waiting = CompletableFuture.runAsync(() -> awaitGrowth(watch));
        store().close();
        waiting.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private static void awaitGrowth(StreamWatch watch) {
        try (watch) {
            watch.await(Duration.ofMinutes(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long awaitBeyond(long position) {
        try {
            return store().awaitBeyond(position, Duration.ofMinutes(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
