package dev.baton.run;

import dev.baton.expression.EvaluationException;
import dev.baton.json.Json;
import dev.baton.policy.Origins;
import dev.baton.tool.ToolSpec;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether a tool can be called with the arguments that a step has now, and what must be known before it is ruled. */
sealed interface Calling {
    record Possible(NextAction.Judge judge) implements Calling {}

    record Impossible(String reason) implements Calling {}

    /** {@code args} may throw {@link EvaluationException}. */
    static Calling of(RunState.Active run, Situation situation, StepId step, ToolSpec tool, Supplier<Json.Obj> args) {
        try {
            var given = Optional.ofNullable(run.edited().get(step)).orElseGet(args);
            var violations = situation.program().check(tool.name(), given);
            if (!violations.isEmpty()) {
                return new Impossible("the arguments of " + tool.name() + " do not fit: " + violations);
            }
            // facts and windows are chosen by what is sent, never by where that comes from
            var question = situation.question(run, tool, given, Origins.UNKNOWN);
            return new Possible(new NextAction.Judge(
                    step,
                    tool,
                    given,
                    situation.policies().factsFor(question),
                    situation.policies().windowsFor(question),
                    situation.program().tool(tool.name()).onceKey(given),
                    run.planVersion()));
        } catch (EvaluationException e) {
            return new Impossible(
                    "the arguments could not be evaluated: " + e.getMessage() + Mending.afterSkipping(run));
        }
    }

    /** Whether policies have a say: in every write, and in the reads that a rule names. */
    static boolean isRuled(Situation situation, ToolSpec tool) {
        return tool.isWrite() || situation.policies().speaksOf(tool.name());
    }

    /** A call that can be ruled from what is known is ruled in the same commit as what made it ready. */
    default void ruleWithoutReading(Decision decision, Situation situation, StepId step) {
        switch (this) {
            case Impossible impossible ->
                decision.emit(new RunEvent.StepFailed(step, RunEvent.Cause.ERROR, impossible.reason()));
            case Possible(var judge) -> {
                if (isRuled(situation, judge.tool())
                        && judge.facts().isEmpty()
                        && judge.windows().isEmpty()
                        && judge.once().isEmpty()) {
                    ApprovalLifecycle.rule(decision, situation, step, judge.tool(), judge.args(), Map.of(), Map.of());
                }
            }
        }
    }

    /** The judgement that has to be performed. */
    default Optional<NextAction.Judge> judgement() {
        return this instanceof Possible(var judge) ? Optional.of(judge) : Optional.empty();
    }
}
