package dev.baton.run;

import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.json.Problem;
import dev.baton.model.ModelRole;
import dev.baton.plan.CompiledAction;
import dev.baton.plan.CompiledPlan;
import java.util.List;
import java.util.Optional;

/**
 * Questions that need judgement. A model answers where there is one; what does not fit it may mend once, and whatever it
 * cannot answer a person judges.
 */
final class Judging {
    private static final int ATTEMPTS = 2;

    private Judging() {}

    /** Has a person judge, when no model is to. */
    static void start(
            Decision decision, Situation situation, StepId step, CompiledAction.Judge judge, Bindings bindings) {
        var run = decision.active().orElseThrow();
        if (!isForModel(run, situation, run.steps().get(step))) {
            Questions.judge(decision, situation, step, judge, bindings);
        }
    }

    private static boolean isForModel(
            RunState.Active run, Situation situation, @org.jspecify.annotations.Nullable StepState state) {
        var limits = situation.program().definition().limits();
        return situation.models().contains(ModelRole.JUDGE)
                && !(state instanceof StepState.Misjudged(var attempts, var last) && attempts >= ATTEMPTS)
                && !Spending.of(run.calls()).reaches(limits.cost());
    }

    static Optional<NextAction> action(
            RunState.Active run, Situation situation, CompiledPlan plan, CompiledAction.Judge judge, StepId step) {
        return switch (run.steps().get(step)) {
            case null -> ask(run, situation, plan, judge, step, 1, Optional.empty());
            case StepState.Misjudged(var attempts, var last) ->
                ask(run, situation, plan, judge, step, attempts + 1, Optional.of(last));
            case StepState other -> Optional.empty();
        };
    }

    private static Optional<NextAction> ask(
            RunState.Active run,
            Situation situation,
            CompiledPlan plan,
            CompiledAction.Judge judge,
            StepId step,
            int attempt,
            Optional<PlanningState.Rejection> last) {
        if (!isForModel(run, situation, run.steps().get(step))) {
            return Optional.empty();
        }
        try {
            var bindings = PlanProgress.bindings(run, plan, step, situation.now());
            var question = judge.question().evaluate(bindings);
            return Optional.of(new NextAction.AskJudge(
                    step,
                    attempt,
                    question.asText().orElseGet(question::write),
                    judge.with().evaluate(bindings).asObject(),
                    judge.schema(),
                    last,
                    run.planVersion()));
        } catch (EvaluationException e) {
            return Optional.empty();
        }
    }

    /** What came of asking a model, unless the step went another way meanwhile. */
    static void returned(Decision decision, Situation situation, RunCommand.JudgeReturned returned) {
        returned.outcome().call().ifPresent(decision::emit);
        var run = decision.active().orElseThrow();
        var asked = returned.asked();
        var state = run.steps().get(asked.step());
        if (run.isEnding()
                || asked.plan() != run.planVersion()
                || !(state == null || state instanceof StepState.Misjudged)) {
            return;
        }
        var plan = situation.plan(run);
        var answer = returned.outcome() instanceof ModelOutcome.Answered answered
                ? answered.output().flatMap(output -> output.get("answer"))
                : Optional.<Json>empty();
        if (answer.isEmpty()) {
            plan.step(asked.step().step())
                    .map(step -> (CompiledAction.Judge) step.action())
                    .ifPresent(judge -> Questions.judge(
                            decision,
                            situation,
                            asked.step(),
                            judge,
                            PlanProgress.bindings(run, plan, asked.step(), situation.now())));
        } else {
            judged(decision, situation, returned, answer.get());
        }
    }

    private static void judged(Decision decision, Situation situation, RunCommand.JudgeReturned returned, Json answer) {
        var asked = returned.asked();
        var problems = problems(asked.schema(), answer);
        if (!problems.isEmpty()) {
            decision.emit(new RunEvent.JudgementRejected(asked.step(), asked.attempt(), problems, answer));
        } else if (returned.outcome() instanceof ModelOutcome.Answered answered) {
            var because = answered.output()
                    .flatMap(output -> output.textAt("because"))
                    .orElse("");
            decision.emit(new RunEvent.Judged(
                    asked.step(),
                    asked.with(),
                    answer,
                    because,
                    answered.called().call().model()));
            StepOutcome.expect(decision, situation, asked.step(), answer);
        }
    }

    private static List<Problem> problems(Json.Obj schema, Json answer) {
        return JsonSchema.of(schema).validate(answer).stream()
                .map(violation -> new Problem(violation.path(), violation.message()))
                .toList();
    }
}
