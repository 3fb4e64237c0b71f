package dev.baton.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When something that certainly was not done is tried again, or why it is not. */
sealed interface Retry {
    record At(int attempt, Instant time) implements Retry {}

    /** {@code reason} continues a sentence: "it was not done ...". */
    record Never(String reason) implements Retry {}

    /**
     * @param attempts so far
     * @param asked how long the system wants to be left alone
     */
    static Retry of(RunState.Active run, Situation situation, int attempts, String id, Optional<Duration> asked) {
        var limits = situation.program().definition().limits();
        if (attempts >= Backoff.ATTEMPTS) {
            return new Never("in " + attempts + " attempts");
        }
        if (run.retries() >= limits.retryBudget()) {
            return new Never("and the run has used up its " + limits.retryBudget() + " retries");
        }
        var next = next(situation.now(), attempts, id, asked);
        var deadline = RunEnding.deadline(run, limits);
        return deadline.filter(end -> !next.isBefore(end)).isPresent()
                ? new Never("and the next attempt, at " + next + ", would be after the run's end at " + deadline.get())
                : new At(attempts, next);
    }

    /** The usual pause, or what the system asked for where that is longer. */
    static Instant next(Instant now, int attempts, String id, Optional<Duration> asked) {
        var usual = Backoff.after(now, attempts, id);
        return asked.map(now::plus).filter(usual::isBefore).orElse(usual);
    }
}
