package dev.baton.run;

import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.plan.CompiledAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Questions to people: what a plan asks, and what judges for it when no model does. */
final class Questions {
    /** Who judges when there is no model, and who decides what becomes of what was done. */
    static final String OPERATOR = "operator";

    private static final Duration ANSWERED_WITHIN = Duration.ofDays(7);
    private static final Duration JUDGED_WITHIN = Duration.ofDays(1);

    private Questions() {}

    static void ask(Decision decision, Situation situation, StepId step, CompiledAction.Ask ask, Bindings bindings) {
        var within = ask.expires().orElse(ANSWERED_WITHIN);
        ask(decision, situation, step, ask.of(), text(ask.question(), bindings), Json.object(), ask.schema(), within);
    }

    static void judge(
            Decision decision, Situation situation, StepId step, CompiledAction.Judge judge, Bindings bindings) {
        var with = judge.with().evaluate(bindings);
        var question = text(judge.question(), bindings);
        ask(decision, situation, step, OPERATOR, question, with, judge.schema(), JUDGED_WITHIN);
    }

    static void ask(
            Decision decision,
            Situation situation,
            StepId step,
            String of,
            String question,
            Json context,
            Json.Obj schema,
            Duration within) {
        var number = decision.active().orElseThrow().questions().size() + 1;
        decision.emit(new RunEvent.InputAsked(
                situation.run() + "-q" + number,
                step,
                of,
                question,
                context,
                schema,
                situation.now().plus(within)));
    }

    /** @throws EvaluationException when the text cannot be evaluated */
    private static String text(dev.baton.expression.Template template, Bindings bindings) {
        var text = template.evaluate(bindings);
        return text.asText().orElseGet(text::write);
    }

    /** Takes an answer that fits; whoever relays one has told before why another does not. */
    static void answer(Decision decision, Situation situation, RunCommand.Answer answer) {
        open(decision, answer.input())
                .filter(question -> fits(question, answer.value()))
                .ifPresent(question -> {
                    decision.emit(new RunEvent.InputGiven(answer.input(), answer.value(), answer.by()));
                    if (question.asked().step().equals(StepId.ENDING)) {
                        Mending.goOn(decision, situation, answer.value(), answer.by());
                    } else {
                        StepOutcome.expect(decision, situation, question.asked().step(), answer.value());
                    }
                });
    }

    private static boolean fits(QuestionState question, Json value) {
        return JsonSchema.of(question.asked().schema()).validate(value).isEmpty();
    }

    private static Optional<QuestionState> open(Decision decision, String id) {
        return decision.active()
                .flatMap(run -> Optional.ofNullable(run.questions().get(id)))
                .filter(QuestionState::isOpen);
    }

    /** Ends the asking whose time is over; with the run ending, all of it but what is to become of what was done. */
    static void advance(Decision decision, Situation situation) {
        for (var question : decision.active().orElseThrow().questions().values()) {
            var asked = question.asked();
            var moot =
                    decision.active().orElseThrow().isEnding() && !asked.step().equals(StepId.ENDING);
            if (question.isOpen() && moot) {
                decision.emit(new RunEvent.InputVoided(asked.input(), "the run is ending"));
            } else if (question.isOpen() && !situation.now().isBefore(asked.expires())) {
                decision.emit(new RunEvent.InputExpired(asked.input()));
            }
        }
    }

    static Optional<Instant> nextWake(RunState.Active run) {
        return run.questions().values().stream()
                .filter(QuestionState::isOpen)
                .map(question -> question.asked().expires())
                .min(Instant::compareTo);
    }
}
