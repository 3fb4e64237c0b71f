package dev.baton.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.run.EffectState;
import dev.baton.run.NextAction;
import dev.baton.run.RunEvent;
import dev.baton.run.RunState;
import dev.baton.run.Spending;
import dev.baton.run.StepId;
import dev.baton.testkit.shop.SampleShop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever a model answers: no write without an allowing verdict, no identity from it, no budget passed, no crash.
 * {@code -Dhostile.cases=100000} tries that many runs, {@code -Dhostile.seed=N} one again.
 */
class HostileModelPropertyTest {
    private static final long CASES = 400;
    private static final int MOMENTS = 600;

    private static LongStream seeds() {
        var one = Long.getLong("hostile.seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, Long.getLong("hostile.cases", CASES));
    }

    @Test
    void givenAModelThatAnswersAnything_thenTheRunKeepsItsPromisesAndEnds() {
        var answers = new AtomicLong();
        var plans = new AtomicLong();
        var writes = new AtomicLong();
        var completed = new AtomicLong();
        seeds().parallel().forEach(seed -> {
            var events = new ArrayList<RunEvent>();
            try {
                var run = new HostileRun(seed);
                run.live(MOMENTS);
                events.addAll(run.events());
                assertPromises(run);
                answers.addAndGet(count(events, RunEvent.ModelCalled.class));
                plans.addAndGet(count(events, RunEvent.Planned.class));
                writes.addAndGet(run.sent().size());
                completed.addAndGet(count(events, RunEvent.Completed.class));
            } catch (AssertionError | RuntimeException | StackOverflowError e) {
                fail("seed " + seed + ": " + e + "\n" + history(events), e);
            }
        });
        System.out.println("hostile model: " + seeds().count() + " runs, " + answers + " answers, " + plans
                + " plans compiled, " + writes + " writes sent, " + completed + " completed");
        if (Long.getLong("hostile.seed") == null) {
            assertThat(plans)
                    .as("some of it gets through, or nothing would be tried")
                    .hasPositiveValue();
            assertThat(writes).hasPositiveValue();
            assertThat(completed).hasPositiveValue();
        }
    }

    private static long count(List<RunEvent> events, Class<? extends RunEvent> type) {
        return events.stream().filter(type::isInstance).count();
    }

    private static String history(List<RunEvent> events) {
        return String.join("\n", events.stream().map(RunEvent::toString).toList());
    }

    private static void assertPromises(HostileRun run) {
        assertThat(run.isOver()).as("the run ends").isTrue();
        Promises.assertEffects(run.events());
        Promises.assertPermission(run.events());
        run.sent().forEach(HostileModelPropertyTest::assertLegitimate);
        run.events().forEach(HostileModelPropertyTest::assertIdentity);
        run.handedOff()
                .forEach(handOff -> assertThat(handOff.input().get("customerId"))
                        .as("the identity of a handoff")
                        .isIn(Optional.empty(), Optional.of(Json.text(HostileRun.CUSTOMER))));
        assertBudgets(run);
        assertProven(run);
    }

    /** What the policy promises, looked at from the outside. */
    private static void assertLegitimate(NextAction.Send send) {
        var tool = send.tool().name();
        assertThat(HostileRun.agent().tools()).as("granted").contains(tool);
        if (tool.equals(SampleShop.REFUND) || tool.equals(SampleShop.REPLACE)) {
            assertThat(send.args().textAt("orderId"))
                    .as("the customer's own order")
                    .contains("ORD-000001");
        }
        if (tool.equals(SampleShop.NOTE)) {
            assertThat(send.args().textAt("customerId")).contains(HostileRun.CUSTOMER);
            assertThat(send.args().textAt("reference"))
                    .as("bound by the runtime")
                    .contains(send.effect());
        }
    }

    private static void assertIdentity(RunEvent event) {
        var args = switch (event) {
            case RunEvent.EffectIntended intended -> intended.args();
            case RunEvent.ReadDone read -> read.args();
            case RunEvent other -> Json.object();
        };
        assertThat(args.get("customerId"))
                .as("identity in %s", event)
                .isIn(Optional.empty(), Optional.of(Json.text(HostileRun.CUSTOMER)));
    }

    private static void assertBudgets(HostileRun run) {
        var limits = HostileRun.LIMITS;
        var calls = new ArrayList<RunEvent.ModelCalled>();
        var begun = new HashSet<StepId>();
        var intended = 0;
        for (var event : run.events()) {
            switch (event) {
                case RunEvent.ModelCalled call -> {
                    var spent = Spending.of(calls)
                            .cost()
                            .filter(cost -> cost.currency().equals("USD"));
                    assertThat(spent.map(cost -> cost.amount()
                                                    .compareTo(limits.cost()
                                                            .orElseThrow()
                                                            .amount())
                                            < 0)
                                    .orElse(true))
                            .as("no call once the money is spent")
                            .isTrue();
                    calls.add(call);
                }
                case RunEvent.EffectIntended ignored -> intended++;
                case RunEvent.ReadDone it -> begun.add(it.step());
                case RunEvent.InputAsked it -> begun.add(it.step());
                case RunEvent.WaitStarted it -> begun.add(it.step());
                case RunEvent.HandoffStarted it -> begun.add(it.step());
                case RunEvent other -> assertThat(other).isNotNull();
            }
        }
        begun.removeIf(StepId::isOfTheRuntime);
        assertThat(intended).as("writes").isLessThanOrEqualTo(limits.writes());
        assertThat(begun.size()).as("steps").isLessThanOrEqualTo(limits.steps());
        assertThat(count(run.events(), RunEvent.Planned.class)).as("plans").isLessThanOrEqualTo(limits.steps());
    }

    private static void assertProven(HostileRun run) {
        assertThat(run.state()).isInstanceOfSatisfying(RunState.Ended.class, ended -> {
            var settled = ended.last().effects().values().stream()
                    .filter(effect -> effect.once().isPresent())
                    .filter(effect -> !(effect.status() instanceof EffectState.Status.NotDone))
                    .count();
            assertThat(settled).as("a claim is settled once").isLessThanOrEqualTo(1);
            if (ended.receipt().state() == HandoffState.COMPLETED) {
                var proof = SampleShop.contract()
                        .proof()
                        .get(ended.receipt().outcome().orElse(""));
                assertThat(ended.receipt().confirmations())
                        .extracting(it -> it.tool())
                        .contains(String.valueOf(proof));
            }
            assertThat(ended.last().submitted().requester().subject().id()).isEqualTo(HostileRun.CUSTOMER);
            assertThat(Set.of(HandoffState.COMPLETED, HandoffState.FAILED, HandoffState.REJECTED))
                    .contains(ended.receipt().state());
        });
    }
}
