package dev.baton.run;

import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.expression.Truth;
import dev.baton.json.Json;
import dev.baton.plan.CompiledAction;
import dev.baton.plan.CompiledPlan;
import dev.baton.plan.CompiledStep;
import dev.baton.policy.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a run gets through its plan: which steps are ready, skipped, over, or have to start anew. */
final class PlanProgress {
    private static final int MOST_ELEMENTS = 1000;

    private PlanProgress() {}

    /** The instances of a step: itself, or one per element once those are known. */
    static List<StepId> instances(RunState.Active run, CompiledStep step) {
        if (step.each().isEmpty()) {
            return List.of(StepId.of(step.name()));
        }
        var elements = run.expansions().getOrDefault(step.name(), List.of());
        return IntStream.range(0, elements.size())
                .mapToObj(i -> StepId.of(step.name(), i))
                .toList();
    }

    static boolean isOver(RunState.Active run, CompiledStep step) {
        return (step.each().isEmpty() || run.expansions().containsKey(step.name()))
                && areOver(run, instances(run, step));
    }

    private static boolean areOver(RunState.Active run, List<StepId> ids) {
        for (var id : ids) {
            if (!isOver(run, id)) {
                return false;
            }
        }
        return true;
    }

    static boolean isOver(RunState.Active run, StepId id) {
        var state = run.steps().get(id);
        return state != null && state.isOver();
    }

    static boolean isOver(RunState.Active run, CompiledPlan plan) {
        for (var step : plan.steps()) {
            if (!isOver(run, step)) {
                return false;
            }
        }
        return true;
    }

    static boolean isReady(RunState.Active run, CompiledPlan plan, CompiledStep step) {
        for (var need : step.needs()) {
            var needed = plan.step(need);
            if (needed.isPresent() && !isOver(run, needed.get())) {
                return false;
            }
        }
        return true;
    }

    /** What expressions of a plan see. */
    static Bindings bindings(RunState.Active run, CompiledPlan plan, Instant now) {
        var results = new LinkedHashMap<String, Json>();
        for (var step : plan.steps()) {
            var done = results(run, step);
            if (step.each().isPresent() && run.expansions().containsKey(step.name())) {
                results.put(step.name(), new Json.Arr(done));
            } else if (!done.isEmpty()) {
                results.put(step.name(), done.getFirst());
            }
        }
        return Bindings.empty()
                .with("input", run.submitted().input())
                .with("steps", new Json.Obj(results))
                .with("now", now);
    }

    /** What a step came to, as expressions see it; empty when it was skipped. */
    static Optional<Json> result(RunState.Active run, CompiledStep step) {
        var done = results(run, step);
        return step.each().isPresent()
                ? Optional.of(new Json.Arr(done))
                : done.stream().findFirst();
    }

    /** Why a step was not done, if it was skipped as a whole. */
    static Optional<String> skipped(RunState.Active run, String step) {
        return run.steps().get(StepId.of(step)) instanceof StepState.Skipped skipped
                ? Optional.of(skipped.reason())
                : Optional.empty();
    }

    private static List<Json> results(RunState.Active run, CompiledStep step) {
        var results = new ArrayList<Json>();
        for (var id : instances(run, step)) {
            if (run.steps().get(id) instanceof StepState.Done done) {
                results.add(done.result());
            } else if (isShadowed(run, id)) {
                // it counts as done for what comes later, with a result of which nothing is known
                results.add(Json.object());
            }
        }
        return results;
    }

    private static boolean isShadowed(RunState.Active run, StepId id) {
        for (var shadowed : run.shadowed()) {
            if (shadowed.step().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** The same for one element of a step. */
    static Bindings bindings(RunState.Active run, CompiledPlan plan, StepId id, Instant now) {
        var bindings = bindings(run, plan, now);
        return id.element().isPresent()
                ? bindings.with(
                        "each",
                        run.expansions()
                                .getOrDefault(id.step(), List.of())
                                .get(id.element().getAsInt()))
                : bindings;
    }

    /** Whether a tool can be called for a step now. */
    static Calling calling(
            RunState.Active run, Situation situation, CompiledPlan plan, CompiledAction.UseTool use, StepId id) {
        return Calling.of(
                run,
                situation,
                id,
                use.tool(),
                () -> use.args()
                        .evaluate(bindings(run, plan, id, situation.now()))
                        .asObject());
    }

    /** Starts what can be started without performing anything: elements, skips, and writes that need no reads. */
    static void advance(Decision decision, Situation situation) {
        var plan = situation.plan(decision.active().orElseThrow());
        for (var step : plan.steps()) {
            var run = decision.active().orElseThrow();
            if (run.isEnding()) {
                return;
            }
            if (isReady(run, plan, step)) {
                expand(decision, situation, plan, step);
                for (var id : current(decision.active().orElseThrow(), step)) {
                    start(decision, situation, plan, step, id);
                }
            }
        }
    }

    /** The instances that may be worked on now: no more at a time than the step says. */
    private static List<StepId> current(RunState.Active run, CompiledStep step) {
        var current = new ArrayList<StepId>();
        for (var id : instances(run, step)) {
            if (current.size() < step.parallel() && !isOver(run, id)) {
                current.add(id);
            }
        }
        return current;
    }

    private static void expand(Decision decision, Situation situation, CompiledPlan plan, CompiledStep step) {
        var run = decision.active().orElseThrow();
        if (step.each().isEmpty() || run.expansions().containsKey(step.name())) {
            return;
        }
        var id = StepId.of(step.name());
        try {
            var list = step.each().get().evaluate(bindings(run, plan, situation.now()));
            if (list instanceof Json.Arr elements && elements.items().size() <= MOST_ELEMENTS) {
                decision.emit(new RunEvent.Expanded(step.name(), elements.items()));
            } else {
                fail(decision, id, "'each' gives " + list.kind() + ", not a list of at most " + MOST_ELEMENTS);
            }
        } catch (EvaluationException e) {
            fail(decision, id, "'each' could not be evaluated: " + e.getMessage() + Mending.afterSkipping(run));
        }
    }

    private static void start(Decision decision, Situation situation, CompiledPlan plan, CompiledStep step, StepId id) {
        var run = decision.active().orElseThrow();
        var state = run.steps().get(id);
        var waits = state == null || state instanceof StepState.Misjudged || isUsableGrant(state, situation.now());
        if (run.isEnding() || !waits) {
            return;
        }
        if (state == null && left(run, situation) <= 0) {
            var limit = situation.program().definition().limits().steps();
            decision.emit(new RunEvent.BudgetExceeded(
                    "steps", "the run may have " + limit + " steps, and " + id + " would be one more"));
            return;
        }
        var bindings = bindings(run, plan, id, situation.now());
        if (state != null || isWanted(decision, step, id, bindings)) {
            try {
                start(decision, situation, plan, step.action(), id, bindings);
            } catch (EvaluationException e) {
                fail(decision, id, "it could not be evaluated: " + e.getMessage() + Mending.afterSkipping(run));
            }
        }
    }

    /** How many more steps may begin. */
    private static int left(RunState.Active run, Situation situation) {
        return situation.program().definition().limits().steps() - run.begun();
    }

    private static boolean isUsableGrant(StepState state, Instant now) {
        return state instanceof StepState.Granted granted && granted.isUsable(now);
    }

    private static boolean isWanted(Decision decision, CompiledStep step, StepId id, Bindings bindings) {
        if (step.when().isEmpty()) {
            return true;
        }
        var when = step.when().get();
        return switch (when.test(bindings)) {
            case Truth.True ignored -> true;
            case Truth.False ignored -> {
                decision.emit(new RunEvent.Skipped(id, "when is false: " + when.source()));
                yield false;
            }
            case Truth.Failed failed -> {
                fail(
                        decision,
                        id,
                        "'when' could not be evaluated: " + failed.reason()
                                + Mending.afterSkipping(decision.active().orElseThrow()));
                yield false;
            }
        };
    }

    private static void start(
            Decision decision,
            Situation situation,
            CompiledPlan plan,
            CompiledAction action,
            StepId id,
            Bindings bindings) {
        switch (action) {
            case CompiledAction.UseTool use ->
                calling(decision.active().orElseThrow(), situation, plan, use, id)
                        .ruleWithoutReading(decision, situation, id);
            case CompiledAction.Ask ask -> Questions.ask(decision, situation, id, ask, bindings);
            case CompiledAction.Judge judge -> Judging.start(decision, situation, id, judge, bindings);
            case CompiledAction.WaitFor wait -> Waits.start(decision, situation, id, wait.duration());
            case CompiledAction.WaitUntil wait -> Waits.start(decision, situation, id, wait.time(), bindings);
            case CompiledAction.HandOff handOff -> {
                var input = handOff.input().evaluate(bindings).asObject();
                if (situation.level() == Level.SHADOW) {
                    // the other agent is not in the shadow, so it does not get the work
                    decision.emit(new RunEvent.Shadowed(id, "handoff " + handOff.contract(), input, Optional.empty()));
                } else {
                    Delegating.start(decision, id, new RunEvent.HandoffStarted(id, handOff.contract(), input));
                }
            }
            case CompiledAction.Open ignored -> {
                // it is replaced by what is planned for it
            }
        }
    }

    private static void fail(Decision decision, StepId id, String reason) {
        decision.emit(new RunEvent.StepFailed(id, RunEvent.Cause.ERROR, reason));
    }

    /** The reads and judgements that are due. */
    static List<NextAction> actions(RunState.Active run, Situation situation) {
        var plan = situation.plan(run);
        var actions = new ArrayList<NextAction>();
        var left = left(run, situation);
        for (var step : plan.steps()) {
            if (isReady(run, plan, step)) {
                for (var id : current(run, step)) {
                    if (run.steps().containsKey(id) || left-- > 0) {
                        action(run, situation, plan, step.action(), id).ifPresent(actions::add);
                    }
                }
            }
        }
        return actions;
    }

    private static Optional<NextAction> action(
            RunState.Active run, Situation situation, CompiledPlan plan, CompiledAction action, StepId id) {
        return switch (action) {
            case CompiledAction.UseTool use -> action(run, situation, plan, use, id);
            case CompiledAction.Judge judge -> Judging.action(run, situation, plan, judge, id);
            case CompiledAction.Ask ignored -> Optional.empty();
            case CompiledAction.HandOff ignored -> Optional.empty();
            case CompiledAction.WaitFor ignored -> Optional.empty();
            case CompiledAction.WaitUntil ignored -> Optional.empty();
            case CompiledAction.Open ignored -> Optional.empty();
        };
    }

    private static Optional<NextAction> action(
            RunState.Active run, Situation situation, CompiledPlan plan, CompiledAction.UseTool use, StepId id) {
        return switch (run.steps().get(id)) {
            case null -> firstAction(run, situation, plan, use, id);
            case StepState.Deferred deferred ->
                deferred.retryAt().isAfter(situation.now())
                        ? Optional.empty()
                        : firstAction(run, situation, plan, use, id);
            case StepState.Cleared ignored ->
                calling(run, situation, plan, use, id).judgement().map(PlanProgress::readOf);
            case StepState.Granted granted when granted.notBefore().isAfter(situation.now()) -> Optional.empty();
            case StepState.Granted granted ->
                granted.rechecked()
                        ? calling(run, situation, plan, use, id).judgement().map(judge -> judge)
                        : Optional.of(Rechecking.action(run, plan, id));
            case StepState.AwaitingApproval ignored -> Optional.empty();
            case StepState.Asked ignored -> Optional.empty();
            case StepState.Misjudged ignored -> Optional.empty();
            case StepState.Waiting ignored -> Optional.empty();
            case StepState.HandingOff ignored -> Optional.empty();
            case StepState.HandedOff ignored -> Optional.empty();
            case StepState.Intended ignored -> Optional.empty();
            case StepState.Done ignored -> Optional.empty();
            case StepState.Skipped ignored -> Optional.empty();
            case StepState.Failed ignored -> Optional.empty();
        };
    }

    /** What policies have a say in is ruled before it is done; after a read in vain that is ruled again, too. */
    private static Optional<NextAction> firstAction(
            RunState.Active run, Situation situation, CompiledPlan plan, CompiledAction.UseTool use, StepId id) {
        var judgement = calling(run, situation, plan, use, id).judgement();
        return Calling.isRuled(situation, use.tool())
                ? judgement.map(judge -> judge)
                : judgement.map(PlanProgress::readOf);
    }

    private static NextAction readOf(NextAction.Judge judge) {
        return new NextAction.Read(judge.step(), judge.tool(), judge.args(), judge.plan());
    }

    static Optional<Instant> nextWake(RunState.Active run) {
        if (run.isBetweenPlans() && !run.isEnding()) {
            return Optional.empty();
        }
        return run.steps().entrySet().stream()
                .filter(step -> !run.isEnding() || step.getKey().isUndo())
                .flatMap(step -> switch (step.getValue()) {
                    case StepState.Deferred deferred -> Stream.of(deferred.retryAt());
                    case StepState.Granted granted -> Stream.of(granted.notBefore());
                    case StepState other -> Stream.<Instant>empty();
                })
                .min(Instant::compareTo);
    }
}
