package dev.baton.run;

import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.expression.Truth;
import dev.baton.json.Json;
import dev.baton.plan.CompiledPlan;
import dev.baton.plan.CompiledStep;
import dev.baton.tool.ToolResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                && instances(run, step).stream().allMatch(id -> isOver(run, id));
    }

    private static boolean isOver(RunState.Active run, StepId id) {
        var state = run.steps().get(id);
        return state != null && state.isOver();
    }

    static boolean isOver(RunState.Active run, CompiledPlan plan) {
        return plan.steps().stream().allMatch(step -> isOver(run, step));
    }

    static boolean isReady(RunState.Active run, CompiledPlan plan, CompiledStep step) {
        return step.needs().stream().flatMap(need -> plan.step(need).stream()).allMatch(need -> isOver(run, need));
    }

    /** What expressions of a plan see. */
    static Bindings bindings(RunState.Active run, CompiledPlan plan, Instant now) {
        var results = new LinkedHashMap<String, Json>();
        for (var step : plan.steps()) {
            var done = instances(run, step).stream()
                    .flatMap(id ->
                            run.steps().get(id) instanceof StepState.Done it ? Stream.of(it.result()) : Stream.of())
                    .toList();
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

    /** The arguments that a step would be called with now. */
    static Json.Obj args(RunState.Active run, CompiledPlan plan, CompiledStep step, StepId id, Instant now) {
        var edited = run.edited().get(id);
        return edited != null
                ? edited
                : step.args().evaluate(bindings(run, plan, id, now)).asObject();
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
                for (var id : instances(decision.active().orElseThrow(), step)) {
                    start(decision, situation, plan, step, id);
                }
            }
        }
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
            fail(decision, id, "'each' could not be evaluated: " + e.getMessage());
        }
    }

    private static void start(Decision decision, Situation situation, CompiledPlan plan, CompiledStep step, StepId id) {
        var run = decision.active().orElseThrow();
        if (run.isEnding() || (run.steps().containsKey(id) && !isUsableGrant(run, id))) {
            return;
        }
        if (!run.steps().containsKey(id) && step.when().isPresent()) {
            switch (step.when().get().test(bindings(run, plan, id, situation.now()))) {
                case Truth.True ignored -> {}
                case Truth.False ignored -> {
                    decision.emit(new RunEvent.Skipped(
                            id, "when is false: " + step.when().get().source()));
                    return;
                }
                case Truth.Failed failed -> {
                    fail(decision, id, "'when' could not be evaluated: " + failed.reason());
                    return;
                }
            }
        }
        judgeWithoutReading(decision, situation, plan, step, id);
    }

    private static boolean isUsableGrant(RunState.Active run, StepId id) {
        return run.steps().get(id) instanceof StepState.Granted granted && granted.rechecked();
    }

    /** A call that can be ruled from what is known is ruled in the same commit as what made it ready. */
    private static void judgeWithoutReading(
            Decision decision, Situation situation, CompiledPlan plan, CompiledStep step, StepId id) {
        var judge = judge(decision.active().orElseThrow(), situation, plan, step, id);
        if (judge instanceof Judging.Broken broken) {
            fail(decision, id, broken.reason());
        } else if (judge instanceof Judging.Call call
                && isRuled(situation, step)
                && call.action().facts().isEmpty()
                && call.action().once().isEmpty()) {
            ApprovalLifecycle.rule(
                    decision, situation, id, step.tool(), call.action().args(), Map.of());
        }
    }

    private static boolean isRuled(Situation situation, CompiledStep step) {
        return step.tool().isWrite()
                || situation.policies().speaksOf(step.tool().name());
    }

    /** Whether a call can be made at all. */
    private sealed interface Judging {
        record Call(NextAction.Judge action) implements Judging {}

        record Broken(String reason) implements Judging {}
    }

    private static Judging judge(
            RunState.Active run, Situation situation, CompiledPlan plan, CompiledStep step, StepId id) {
        try {
            var args = args(run, plan, step, id, situation.now());
            var violations = situation.program().check(step.tool().name(), args);
            if (!violations.isEmpty()) {
                return new Judging.Broken("the arguments of " + step.tool().name() + " do not fit: " + violations);
            }
            var question = situation.question(run, step.tool(), args);
            return new Judging.Call(new NextAction.Judge(
                    id,
                    step.tool(),
                    args,
                    situation.policies().factsFor(question),
                    situation.program().tool(step.tool().name()).onceKey(args)));
        } catch (EvaluationException e) {
            return new Judging.Broken("the arguments could not be evaluated: " + e.getMessage());
        }
    }

    private static void fail(Decision decision, StepId id, String reason) {
        decision.emit(new RunEvent.StepFailed(id, RunEvent.Cause.ERROR, reason));
    }

    /** The reads and judgements that are due. */
    static List<NextAction> actions(RunState.Active run, Situation situation) {
        var plan = situation.plan(run);
        var actions = new ArrayList<NextAction>();
        for (var step : plan.steps()) {
            if (!isReady(run, plan, step)) {
                continue;
            }
            instances(run, step).stream()
                    .filter(id -> !isOver(run, id))
                    .limit(step.parallel())
                    .flatMap(id -> action(run, situation, plan, step, id).stream())
                    .forEach(actions::add);
        }
        return actions;
    }

    private static Optional<NextAction> action(
            RunState.Active run, Situation situation, CompiledPlan plan, CompiledStep step, StepId id) {
        var ruled = isRuled(situation, step);
        return switch (run.steps().get(id)) {
            case null -> judgement(run, situation, plan, step, id).map(judge -> ruled ? judge : readOf(judge));
            case StepState.Deferred deferred ->
                deferred.retryAt().isAfter(situation.now())
                        ? Optional.empty()
                        : judgement(run, situation, plan, step, id).map(PlanProgress::readOf);
            case StepState.Cleared ignored ->
                judgement(run, situation, plan, step, id).map(PlanProgress::readOf);
            case StepState.Granted granted ->
                granted.rechecked()
                        ? judgement(run, situation, plan, step, id).map(judge -> judge)
                        : Optional.of(Rechecking.action(run, plan, step, id));
            case StepState.AwaitingApproval ignored -> Optional.empty();
            case StepState.Intended ignored -> Optional.empty();
            case StepState.Done ignored -> Optional.empty();
            case StepState.Skipped ignored -> Optional.empty();
            case StepState.Failed ignored -> Optional.empty();
        };
    }

    private static Optional<NextAction.Judge> judgement(
            RunState.Active run, Situation situation, CompiledPlan plan, CompiledStep step, StepId id) {
        return judge(run, situation, plan, step, id) instanceof Judging.Call call
                ? Optional.of(call.action())
                : Optional.empty();
    }

    private static NextAction readOf(NextAction.Judge judge) {
        return new NextAction.Read(judge.step(), judge.tool(), judge.args());
    }

    /** What came of a read of the plan. */
    static void readReturned(Decision decision, Situation situation, RunCommand.ReadReturned returned) {
        var run = decision.active();
        var id = returned.read().step();
        if (run.isEmpty() || isOver(run.get(), id)) {
            return;
        }
        switch (returned.result()) {
            case ToolResult.Done done -> {
                decision.emit(new RunEvent.ReadDone(
                        id, returned.read().tool().name(), returned.read().args(), done.result()));
                expect(decision, situation, id, done.result());
            }
            case ToolResult.Refused refused ->
                decision.emit(new RunEvent.StepFailed(id, RunEvent.Cause.REFUSED, refused.reason()));
            case ToolResult.Unavailable unavailable -> defer(decision, situation, id, unavailable.reason());
            case ToolResult.Unknown unknown -> defer(decision, situation, id, unknown.reason());
        }
    }

    private static void defer(Decision decision, Situation situation, StepId id, String reason) {
        var attempt = decision.active().orElseThrow().steps().get(id) instanceof StepState.Deferred deferred
                ? deferred.attempts() + 1
                : 1;
        if (attempt >= Backoff.ATTEMPTS) {
            fail(decision, id, "it could not be read in " + attempt + " attempts: " + reason);
        } else {
            var retryAt = Backoff.after(situation.now(), attempt, situation.run() + id);
            decision.emit(new RunEvent.ReadDeferred(id, attempt, reason, retryAt));
        }
    }

    /** Holds a result against what the plan expects of it. */
    static void expect(Decision decision, Situation situation, StepId id, Json result) {
        var run = decision.active().orElseThrow();
        var plan = situation.plan(run);
        var expectation = plan.step(id.step()).flatMap(CompiledStep::expect);
        if (expectation.isPresent()) {
            var truth = expectation
                    .get()
                    .test(bindings(run, plan, id, situation.now()).with("result", result));
            if (!(truth instanceof Truth.True)) {
                fail(
                        decision,
                        id,
                        "the result is not as expected: " + expectation.get().source());
            }
        }
    }

    static Optional<Instant> nextWake(RunState.Active run) {
        return run.steps().values().stream()
                .flatMap(state -> state instanceof StepState.Deferred deferred
                        ? Stream.of(deferred.retryAt())
                        : Stream.<Instant>empty())
                .min(Instant::compareTo);
    }
}
