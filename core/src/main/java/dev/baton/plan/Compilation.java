package dev.baton.plan;

import dev.baton.json.Problem;
import java.util.List;

/** What the {@link PlanCompiler} says to a plan. */
public sealed interface Compilation {
    record Compiled(CompiledPlan plan) implements Compilation {}

    /** Every problem at once, each with the place in the plan. */
    record Rejected(List<Problem> problems) implements Compilation {}
}
