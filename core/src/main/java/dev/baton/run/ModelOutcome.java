package dev.baton.run;

import dev.baton.json.Json;
import java.time.Duration;
import java.util.Optional;

/** What came of asking a model. */
public sealed interface ModelOutcome {

    /** What is recorded of the call, when there was one. */
    Optional<RunEvent.ModelCalled> call();

    /**
     * It answered.
     *
     * @param output the form that was asked for; empty when the answer is none
     */
    record Answered(RunEvent.ModelCalled called, Optional<Json> output) implements ModelOutcome {
        @Override
        public Optional<RunEvent.ModelCalled> call() {
            return Optional.of(called);
        }
    }

    /**
     * There is no answer.
     *
     * @param passing whether asking again may help
     * @param retryAfter how long the provider wants to be left alone
     */
    record Failed(Optional<RunEvent.ModelCalled> call, String reason, boolean passing, Optional<Duration> retryAfter)
            implements ModelOutcome {}
}
