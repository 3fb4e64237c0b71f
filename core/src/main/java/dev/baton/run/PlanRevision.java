package dev.baton.run;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.plan.Plan;
import dev.baton.plan.PlanReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes of a model's proposal and of what was done so far the next plan of a run. What is over stays in the plan with
 * its results; a write that was done is never planned again, and its name belongs to it.
 */
sealed interface PlanRevision {

    /**
     * @param stale the steps that start over, or whose names are free again
     * @param changesSomething whether it has writes or handoffs that are still to be done
     */
    record Revised(Json.Obj plan, Optional<PlanDiff> diff, List<StepId> stale, boolean changesSomething)
            implements PlanRevision {}

    record Rejected(List<Problem> problems) implements PlanRevision {}

    static PlanRevision of(RunState.Active run, Situation situation, PlanningState state, Json.Obj proposal) {
        var fields = Fields.of(proposal);
        var read =
                state.version() == 1 && !isStepwise(situation) ? PlanReader.read(fields) : PlanReader.readPart(fields);
        return revised(read, fields, new PlanComposer(run, situation, state)::revise);
    }

    /** The same for a plan that was put together before, and approved by a person. */
    static PlanRevision ofApproved(RunState.Active run, Situation situation, PlanningState state, Json.Obj plan) {
        var fields = Fields.of(plan);
        return revised(PlanReader.read(fields), fields, new PlanComposer(run, situation, state)::adopt);
    }

    private static PlanRevision revised(Optional<Plan> read, Fields fields, Function<Plan, PlanRevision> revision) {
        return read.map(revision).orElseGet(() -> new Rejected(fields.problems()));
    }

    static boolean isStepwise(Situation situation) {
        return situation
                .planning()
                .filter(it -> it.style() == Planning.Style.STEPWISE)
                .isPresent();
    }

    /** Whether an effect happened, whatever became of it later. */
    static boolean isDone(EffectState effect) {
        return switch (effect.status()) {
            case EffectState.Status.Confirmed ignored -> true;
            case EffectState.Status.Standing ignored -> true;
            case EffectState.Status.Undone ignored -> true;
            case EffectState.Status.NotDone ignored -> false;
            case EffectState.Status.Sending ignored -> false;
            case EffectState.Status.Deferred ignored -> false;
            case EffectState.Status.Uncertain ignored -> false;
            case EffectState.Status.NeedsPerson ignored -> false;
        };
    }
}
