package dev.baton.plan;

import dev.baton.expression.Template;
import java.util.List;
import java.util.Optional;

/**
 * A plan that can be carried out.
 *
 * @param steps in an order in which every step comes after those it needs
 * @param output a template over {@code input}, {@code steps} and {@code now}
 */
public record CompiledPlan(Plan source, List<CompiledStep> steps, Template output) {
    public CompiledPlan {
        steps = List.copyOf(steps);
    }

    /** Whether its output is still to be planned, together with a part that is left open. */
    public boolean isUnfinished() {
        return steps.stream().anyMatch(step -> step.action() instanceof CompiledAction.Open);
    }

    public Optional<CompiledStep> step(String name) {
        for (var step : steps) {
            if (step.name().equals(name)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }
}
