package dev.baton.run;

import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.expression.Expression;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/** Steps that let time pass. */
final class Waits {
    /** How long a plan of a person may wait at a time. */
    static final Duration LONGEST = Duration.ofDays(3660);

    /** And one of a model, which might want to wait for ever. */
    static final Duration LONGEST_OF_MODELS = Duration.ofDays(31);

    private Waits() {}

    static void start(Decision decision, Situation situation, StepId step, Duration duration) {
        decision.emit(new RunEvent.WaitStarted(step, situation.now().plus(duration)));
    }

    /** @throws EvaluationException when the expression tells no time */
    static void start(Decision decision, Situation situation, StepId step, Expression time, Bindings bindings) {
        var value = time.evaluate(bindings);
        var longest = decision.active().orElseThrow().isPlannedByModel() ? LONGEST_OF_MODELS : LONGEST;
        try {
            var until = Instant.parse(value.asText().orElse(""));
            if (until.isAfter(situation.now().plus(longest))) {
                throw new EvaluationException(time.source() + " gives " + until + ", more than " + longest.toDays()
                        + " days from now, and no step waits longer");
            }
            decision.emit(new RunEvent.WaitStarted(step, until));
        } catch (DateTimeParseException e) {
            throw new EvaluationException(time.source() + " gives " + value.write() + ", not a point in time", e);
        }
    }

    static void advance(Decision decision, Situation situation) {
        for (var step : decision.active().orElseThrow().steps().entrySet()) {
            if (step.getValue() instanceof StepState.Waiting waiting
                    && !decision.active().orElseThrow().isEnding()
                    && !waiting.until().isAfter(situation.now())) {
                decision.emit(new RunEvent.WaitOver(step.getKey()));
            }
        }
    }

    static Optional<Instant> nextWake(RunState.Active run) {
        if (run.isEnding()) {
            return Optional.empty();
        }
        return run.steps().values().stream()
                .flatMap(state -> state instanceof StepState.Waiting waiting
                        ? Stream.of(waiting.until())
                        : Stream.<Instant>empty())
                .min(Instant::compareTo);
    }
}
