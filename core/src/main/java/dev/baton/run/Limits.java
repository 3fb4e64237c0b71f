package dev.baton.run;

import dev.baton.model.ModelCost;
import dev.baton.policy.Budget;
import java.time.Duration;
import java.util.Optional;

/**
 * Bounds of one run.
 *
 * @param steps how many steps may start
 * @param writes how many writes may be intended
 * @param duration of the run, not counting the time spent waiting for people, for other agents or on purpose
 * @param retries how often in all something is tried again
 * @param cost from which on no model is asked any more; calls without a known price are not in it
 */
public record Limits(int steps, int writes, Duration duration, Optional<Integer> retries, Optional<ModelCost> cost) {
    public static final Limits DEFAULT = new Limits(
            Budget.UNUSED.steps().most(), Budget.UNUSED.writes().most(), Duration.ofHours(1), Optional.empty());

    public Limits {
        if (steps < 1 || writes < 0 || duration.isNegative() || duration.isZero() || retries.orElse(0) < 0) {
            throw new IllegalArgumentException("limits are positive: steps " + steps + ", writes " + writes
                    + ", duration " + duration + ", retries " + retries.orElse(0));
        }
    }

    /** Limits without one on the cost of models. */
    public Limits(int steps, int writes, Duration duration, Optional<Integer> retries) {
        this(steps, writes, duration, retries, Optional.empty());
    }

    /** What a run has used of them. */
    Budget budget(RunState.Active run) {
        return new Budget(
                new Budget.Amount(run.begun(), steps),
                new Budget.Amount(run.effects().size(), writes),
                new Budget.Amount(run.retries(), retryBudget()),
                run.calls().size());
    }

    int retryBudget() {
        return retries.orElse(Budget.UNUSED.retries().most());
    }
}
