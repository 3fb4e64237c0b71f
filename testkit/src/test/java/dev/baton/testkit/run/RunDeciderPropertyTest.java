package dev.baton.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.run.RunEvent;
import dev.baton.run.RunState;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code -Drun.seed=N} replays one seed. */
class RunDeciderPropertyTest {
    private static final int SEEDS = 3_000;
    private static final int MOMENTS = 80;
    private static final int MOMENTS_TO_SETTLE = 400;

    private static LongStream seeds() {
        var one = Long.getLong("run.seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, SEEDS);
    }

    @Test
    void givenAnythingThatCanHappen_thenTheRunKeepsItsPromisesAndEnds() {
        seeds().forEach(seed -> {
            var run = new RandomRun(seed);
            try {
                live(run);
                assertPromises(run);
            } catch (AssertionError | RuntimeException e) {
                fail("seed " + seed + ": " + e.getMessage() + "\n" + history(run), e);
            }
        });
    }

    private static void live(RandomRun run) {
        for (var i = 0; i < MOMENTS && !run.isOver(); i++) {
            run.happen();
        }
        for (var i = 0; i < MOMENTS_TO_SETTLE && !run.isOver(); i++) {
            run.settle();
        }
        assertThat(run.isOver()).as("the run ends once everything works").isTrue();
    }

    private static String history(RandomRun run) {
        return String.join(
                "\n", run.log().stream().map(it -> it.at() + " " + it.event()).toList());
    }

    private static void assertPromises(RandomRun run) {
        var events = run.log().stream().map(RandomRun.Recorded::event).toList();
        assertThat(run.refolded()).as("the log tells the same state").isEqualTo(run.state());
        assertOneReceipt(events);
        Promises.assertEffects(events);
        Promises.assertPermission(events);
        assertThat(run.executed().values()).as("no effect twice").allMatch(times -> times == 1);
        assertThat(run.child()).as("no child outlives its parent").isNotEqualTo(RandomRun.Child.GOING_ON);
        assertThat(run.state()).isInstanceOfSatisfying(RunState.Ended.class, ended -> {
            assertThat(ended.last().unsettled())
                    .as("nothing unsettled at the end")
                    .isEmpty();
            assertThat(ended.receipt().confirmations())
                    .as("the receipt tells what was really done")
                    .hasSize(run.executed().size());
            assertNothingForgotten(ended.receipt());
        });
    }

    /** What was done under a run that did not complete was taken back or is said to stand; never both. */
    private static void assertNothingForgotten(Receipt receipt) {
        var done = receipt.confirmations().stream()
                .filter(it -> !it.step().startsWith("undo:"))
                .map(Receipt.Confirmation::id)
                .toList();
        var told = Stream.concat(receipt.undone().stream(), receipt.leftStanding().stream())
                .map(Receipt.Confirmation::id)
                .toList();
        assertThat(told)
                .as("undone or left standing")
                .containsExactlyInAnyOrderElementsOf(receipt.state() == HandoffState.COMPLETED ? List.of() : done);
    }

    private static void assertOneReceipt(List<RunEvent> events) {
        var ends = events.stream().filter(RunDeciderPropertyTest::isEnd).count();
        assertThat(ends).isEqualTo(1);
        assertThat(isEnd(events.getLast())).as("nothing after the end").isTrue();
    }

    private static boolean isEnd(RunEvent event) {
        return event instanceof RunEvent.Completed
                || event instanceof RunEvent.Failed
                || event instanceof RunEvent.Canceled
                || event instanceof RunEvent.Rejected;
    }
}
