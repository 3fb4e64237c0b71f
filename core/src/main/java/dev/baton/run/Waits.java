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
    private Waits() {}

    static void start(Decision decision, Situation situation, StepId step, Duration duration) {
        decision.emit(new RunEvent.WaitStarted(step, situation.now().plus(duration)));
    }

    /** @throws EvaluationException when the expression tells no time */
    static void start(Decision decision, StepId step, Expression time, Bindings bindings) {
        var value = time.evaluate(bindings);
        try {
            decision.emit(
                    new RunEvent.WaitStarted(step, Instant.parse(value.asText().orElse(""))));
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
