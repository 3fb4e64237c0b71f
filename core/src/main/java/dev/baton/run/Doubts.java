package dev.baton.run;

import dev.baton.expression.Bindings;
import dev.baton.expression.Expression;
import dev.baton.expression.Truth;
import dev.baton.plan.CompiledPlan;
import dev.baton.plan.CompiledStep;
import dev.baton.plan.ProofCheck.Doubt;
import java.util.List;
import java.util.Optional;

/**
 * What is known, when a plan is made, about whether its steps will be done.
 *
 * @param stale the steps that start over under this plan
 */
record Doubts(RunState.Active run, CompiledPlan plan, List<StepId> stale) {

    Optional<Doubt> about(String name) {
        return plan.step(name).flatMap(this::about);
    }

    private Optional<Doubt> about(CompiledStep step) {
        // what a person skipped is not for a model to plan otherwise
        var skipped = !stale.contains(StepId.of(step.name()))
                        && run.steps().get(StepId.of(step.name())) instanceof StepState.Skipped it
                        && !it.byPerson()
                ? Optional.<Doubt>of(new Doubt.Skipped(it.reason()))
                : Optional.<Doubt>empty();
        return skipped.or(
                () -> step.each().isPresent() ? Optional.empty() : step.when().flatMap(this::about));
    }

    private Optional<Doubt> about(Expression when) {
        var isKnown = when.references().stream()
                .allMatch(reference -> reference.variable().equals("input"));
        if (!isKnown) {
            return Optional.of(new Doubt.Perhaps());
        }
        return when.test(Bindings.empty().with("input", run.submitted().input())) instanceof Truth.True
                ? Optional.empty()
                : Optional.of(new Doubt.Never(when.source()));
    }
}
