package dev.baton.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Digest;
import dev.baton.policy.Policy.Decision;
import dev.baton.run.RunEvent;
import dev.baton.run.RunState;
import dev.baton.run.StepId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        assertEffects(events);
        assertPermission(events);
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

    private static void assertEffects(List<RunEvent> events) {
        var intended = new HashSet<String>();
        var settled = new HashSet<String>();
        for (var event : events) {
            switch (event) {
                case RunEvent.EffectIntended it ->
                    assertThat(intended.add(it.effect())).isTrue();
                case RunEvent.EffectResent it -> {
                    assertThat(intended).contains(it.effect());
                    assertThat(settled).doesNotContain(it.effect());
                }
                case RunEvent.CompletedByHand it ->
                    it.effect()
                            .ifPresent(effect -> assertThat(intended.add(effect) && settled.add(effect))
                                    .as("an effect of its own")
                                    .isTrue());
                case RunEvent.EffectConfirmed it -> settle(intended, settled, it.effect());
                case RunEvent.EffectFailed it -> settle(intended, settled, it.effect());
                case RunEvent.EffectResolvedByHand it -> settle(intended, settled, it.effect());
                case RunEvent.EffectReconciled it when it.happened() -> settle(intended, settled, it.effect());
                case RunEvent other -> assertThat(other).isNotNull();
            }
        }
    }

    private static void settle(Set<String> intended, Set<String> settled, String effect) {
        assertThat(intended).as("intended before settled").contains(effect);
        assertThat(settled.add(effect)).as("settled once").isTrue();
    }

    /** Right before every intent stands the ruling on exactly its arguments, and where that asks, an unused grant. */
    private static void assertPermission(List<RunEvent> events) {
        var rulings = new HashMap<StepId, RunEvent.Ruled>();
        var asked = new HashMap<String, Digest>();
        var granted = new HashSet<String>();
        for (var event : events) {
            switch (event) {
                case RunEvent.Ruled it -> rulings.put(it.step(), it);
                case RunEvent.ApprovalAsked it -> asked.put(it.approval(), it.digest());
                case RunEvent.ApprovalGranted it ->
                    assertThat(granted.add(it.approval())).isTrue();
                case RunEvent.ApprovalVoided it -> granted.remove(it.approval());
                case RunEvent.EffectIntended it -> assertPermitted(it, rulings, asked, granted);
                case RunEvent other -> assertThat(other).isNotNull();
            }
        }
    }

    private static void assertPermitted(
            RunEvent.EffectIntended intended,
            Map<StepId, RunEvent.Ruled> rulings,
            Map<String, Digest> asked,
            Set<String> granted) {
        var ruling = rulings.get(intended.step());
        assertThat(ruling).as("ruled before intended").isNotNull();
        if (ruling != null) {
            assertThat(ruling.digest()).isEqualTo(intended.digest());
            assertThat(ruling.ruling().decision()).isNotEqualTo(Decision.DENY);
            if (ruling.ruling().decision() == Decision.ASK) {
                var approval = intended.approval().orElseThrow();
                assertThat(granted.remove(approval))
                        .as("granted, and used once")
                        .isTrue();
                assertThat(asked.get(approval)).as("for these arguments").isEqualTo(intended.digest());
            }
        }
    }
}
