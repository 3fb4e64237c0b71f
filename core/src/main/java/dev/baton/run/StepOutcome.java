package dev.baton.run;

import dev.baton.expression.Truth;
import dev.baton.json.Json;
import dev.baton.plan.CompiledStep;
import dev.baton.tool.ToolResult;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a step of the plan: a result to be held against what was expected, a failure, or another attempt. */
final class StepOutcome {
    private static final int MOST_TOLD = 400;

    private StepOutcome() {}

    /** What came of a read of the plan. */
    static void readReturned(Decision decision, Situation situation, RunCommand.ReadReturned returned) {
        var run = decision.active();
        var id = returned.read().step();
        if (run.isEmpty()
                || PlanProgress.isOver(run.get(), id)
                || returned.read().plan() != run.get().planVersion()) {
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
            case ToolResult.Unavailable unavailable ->
                defer(decision, situation, id, unavailable.reason(), unavailable.retryAfter());
            case ToolResult.Unknown unknown -> defer(decision, situation, id, unknown.reason(), Optional.empty());
        }
    }

    /** Nothing of the step was done; it is tried again unless that makes no sense any more. */
    static void defer(Decision decision, Situation situation, StepId id, String reason, Optional<Duration> asked) {
        var run = decision.active().orElseThrow();
        var attempt = 1 + attempts(run.steps().get(id));
        switch (Retry.of(run, situation, attempt, situation.run() + id, asked)) {
            case Retry.At again -> decision.emit(new RunEvent.StepDeferred(id, again.attempt(), reason, again.time()));
            case Retry.Never never -> giveUp(decision, id, "it was not done " + never.reason() + ": " + reason);
        }
    }

    /** The step fails; but work that another agent may have got after all is called off before that. */
    private static void giveUp(Decision decision, StepId id, String reason) {
        if (decision.active().orElseThrow().steps().get(id) instanceof StepState.HandingOff) {
            decision.emit(new RunEvent.BudgetExceeded("retries", id + ": " + reason));
        } else {
            decision.emit(new RunEvent.StepFailed(id, RunEvent.Cause.ERROR, reason));
        }
    }

    static int attempts(@Nullable StepState state) {
        return switch (state) {
            case StepState.Deferred deferred -> deferred.attempts();
            case StepState.HandingOff handing -> handing.attempts();
            case StepState.Granted granted -> granted.attempts();
            case null -> 0;
            case StepState other -> 0;
        };
    }

    /** Holds a result against what the plan expects of it. */
    static void expect(Decision decision, Situation situation, StepId id, Json result) {
        var run = decision.active().orElseThrow();
        var plan = situation.plan(run);
        var expectation = plan.step(id.step()).flatMap(CompiledStep::expect);
        if (expectation.isPresent()) {
            var truth = expectation
                    .get()
                    .test(PlanProgress.bindings(run, plan, id, situation.now()).with("result", result));
            if (!(truth instanceof Truth.True)) {
                var words = "the result is not as expected: "
                        + expectation.get().source() + (run.isPlannedByModel() ? "; it is " + shortened(result) : "");
                decision.emit(new RunEvent.StepFailed(id, RunEvent.Cause.ERROR, words));
            }
        }
    }

    /** For a model, which is to know what it has to plan around. */
    private static String shortened(Json result) {
        var text = result.write();
        return text.length() <= MOST_TOLD ? text : text.substring(0, MOST_TOLD) + "...";
    }
}
