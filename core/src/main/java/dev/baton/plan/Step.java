package dev.baton.plan;

import java.util.List;
import java.util.Optional;

/**
 * One step of a plan.
 *
 * @param when a condition; false skips the step
 * @param each an expression for a list: the step runs once per element
 * @param parallel how many elements run at the same time
 * @param expect a condition over {@code result}; false fails the step
 * @param needs steps that must be over first although no data comes from them
 */
public record Step(
        Action action,
        Optional<String> when,
        Optional<String> each,
        int parallel,
        Optional<String> expect,
        List<String> needs) {

    public static final int DEFAULT_PARALLEL = 8;

    public Step {
        needs = List.copyOf(needs);
        if (parallel < 1) {
            throw new IllegalArgumentException("parallel is at least 1");
        }
    }

    /** Whether both say the same, whatever order they want besides. */
    public boolean isLike(Step other) {
        return withNeeds(List.of()).equals(other.withNeeds(List.of()));
    }

    public Step withNeeds(List<String> others) {
        return new Step(action, when, each, parallel, expect, others);
    }

    public static Step of(Action action) {
        return new Step(action, Optional.empty(), Optional.empty(), DEFAULT_PARALLEL, Optional.empty(), List.of());
    }
}
