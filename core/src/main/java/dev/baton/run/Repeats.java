package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.tool.CompiledTool;
import java.util.Optional;

/**
 * Within a run that a model plans no write is done twice, under whatever name of a step: neither the same call, nor
 * another that would take the same {@code once} key.
 */
final class Repeats {
    private Repeats() {}

    /** Why a write must not be done (again); empty when there is nothing against it. */
    static Optional<String> of(RunState.Active run, StepId step, CompiledTool tool, Json.Obj args) {
        if (!run.isPlannedByModel() || !tool.spec().isWrite() || step.isUndo()) {
            return Optional.empty();
        }
        return run.effects().values().stream()
                .filter(effect -> !effect.step().equals(step) && stands(effect))
                .filter(effect -> isTheSame(effect, tool, args))
                .findFirst()
                .map(effect -> tool.spec().name() + " is not done again: this run has settled that with "
                        + effect.tool() + " in the step " + effect.step());
    }

    private static boolean stands(EffectState effect) {
        return PlanRevision.isDone(effect)
                ? !(effect.status() instanceof EffectState.Status.Undone)
                : !effect.isSettled();
    }

    private static boolean isTheSame(EffectState effect, CompiledTool tool, Json.Obj args) {
        var key = tool.onceKey(args);
        return (key.isPresent() && key.equals(effect.once()))
                || (effect.tool().equals(tool.spec().name())
                        && tool.bound(args, effect.id()).equals(effect.args()));
    }
}
