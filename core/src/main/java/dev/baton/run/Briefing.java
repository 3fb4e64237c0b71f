package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.plan.CompiledPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Tells a model how far a run has come. */
final class Briefing {
    private Briefing() {}

    static PlanningBrief of(
            RunState.Active run, Situation situation, PlanningState state, Optional<PlanningBrief.Part> part) {
        var planned = run.planVersion() > 0;
        return new PlanningBrief(
                run.submitted().input(),
                state.anew().map(PlanningState.Anew::reason),
                planned ? Optional.of(run.plan()) : Optional.empty(),
                part,
                planned ? results(run, situation.plan(run)) : Json.object(),
                planned ? skipped(run, situation.plan(run)) : List.of(),
                effects(run),
                run.recalled().map(RunEvent.Recalled::recollections).orElse(List.of()),
                state.last());
    }

    /** What the steps that are over came to, as expressions of a plan see it. */
    private static Json.Obj results(RunState.Active run, CompiledPlan plan) {
        var results = new LinkedHashMap<String, Json>();
        for (var step : plan.steps()) {
            if (PlanProgress.isOver(run, step)) {
                PlanProgress.result(run, step).ifPresent(result -> results.put(step.name(), result));
            }
        }
        return new Json.Obj(results);
    }

    /** A condition that was false would be so again. */
    private static List<String> skipped(RunState.Active run, CompiledPlan plan) {
        return plan.steps().stream()
                .flatMap(
                        step -> PlanProgress.skipped(run, step.name())
                                .map(why -> "the step " + step.name() + " was skipped: " + why)
                                .stream())
                .toList();
    }

    private static List<String> effects(RunState.Active run) {
        return run.effects().values().stream()
                .filter(PlanRevision::isDone)
                .map(effect -> "the step " + effect.step() + " did " + effect.tool() + " with "
                        + effect.args().write())
                .toList();
    }
}
