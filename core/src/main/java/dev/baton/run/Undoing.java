package dev.baton.run;

import dev.baton.expression.EvaluationException;
import dev.baton.json.Json;
import dev.baton.tool.ToolName;
import dev.baton.tool.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of what was done when a run cannot go on. Effects are taken back one at a time, the last first, each by
 * a write that is ruled like any other; what cannot be taken back is left standing, and the receipt says why.
 */
final class Undoing {
    private static final Duration DECIDED_WITHIN = Duration.ofDays(1);
    private static final String UNDO = "undo";
    private static final String KEEP = "keep";
    private static final String END = "end";

    /** What failed is tried again. */
    static final String RETRY = "retry";

    /** What failed is not done. */
    static final String SKIP = "skip";

    private Undoing() {}

    /** What is to become of what was done. */
    private enum Choice {
        UNDO,
        KEEP,
        OPEN
    }

    /** Goes on as far as nothing has to be performed. */
    static void advance(Decision decision, Situation situation) {
        var run = decision.active().orElseThrow();
        if (!run.isEnding() || standsInTheWay(run)) {
            return;
        }
        if (remaining(run).isEmpty()) {
            if (isAsking(run, situation)) {
                askOnce(decision, situation, run);
            }
            return;
        }
        switch (choice(run, situation)) {
            case UNDO -> takeBack(decision, situation, remaining(run).getFirst());
            case KEEP -> keep(decision, run);
            case OPEN -> askOnce(decision, situation, run);
        }
    }

    /** Whether nothing more is to be taken back, and nobody is asked how to go on. */
    static boolean isOver(RunState.Active run, Situation situation) {
        return remaining(run).isEmpty() && !isAsking(run, situation);
    }

    private static boolean standsInTheWay(RunState.Active run) {
        return !run.unsettled().isEmpty() || run.isHandingOff();
    }

    /** Done and neither taken back nor left standing; the last first. What took something back stays. */
    private static List<EffectState> remaining(RunState.Active run) {
        return run.effects().values().stream()
                .filter(effect -> !effect.step().isUndo())
                .filter(effect -> effect.status() instanceof EffectState.Status.Confirmed)
                .sorted(Comparator.comparing(Undoing::confirmedAt).reversed())
                .toList();
    }

    /** What would be taken back as things stand. */
    static List<EffectState> toBeUndone(RunState.Active run, Situation situation) {
        return choice(run, situation) == Choice.UNDO ? remaining(run) : List.of();
    }

    private static java.time.Instant confirmedAt(EffectState effect) {
        return effect.status() instanceof EffectState.Status.Confirmed confirmed ? confirmed.at() : effect.intendedAt();
    }

    private static Choice choice(RunState.Active run, Situation situation) {
        var asked = run.cancel().flatMap(RunEvent.CancelRequested::undo);
        if (asked.isPresent()) {
            return asked.get() ? Choice.UNDO : Choice.KEEP;
        }
        return switch (situation.program().definition().onFailure()) {
            case UNDO -> Choice.UNDO;
            case KEEP -> Choice.KEEP;
            case ASK -> answer(run);
        };
    }

    private static Choice answer(RunState.Active run) {
        return switch (run.steps().get(StepId.ENDING)) {
            case StepState.Done(var asked, var answer, var at, var byPerson) ->
                answer.equals(Json.text(UNDO)) ? Choice.UNDO : Choice.KEEP;
            case StepState.Failed ignored -> Choice.KEEP;
            case null -> Choice.OPEN;
            case StepState other -> Choice.OPEN;
        };
    }

    /** Whether a step was given up although nothing says no, so that a person may know how to go on. */
    private static boolean mayGoOn(RunState.Active run, Situation situation) {
        return situation.program().definition().onFailure() == OnFailure.ASK
                && run.failure()
                        .filter(failure -> failure.cause() == RunEvent.Cause.ERROR)
                        .isPresent()
                && !RunEnding.isShadow(run)
                && Mending.canGoOn(run, situation);
    }

    private static boolean isAsking(RunState.Active run, Situation situation) {
        return mayGoOn(run, situation) && answer(run) == Choice.OPEN;
    }

    private static void askOnce(Decision decision, Situation situation, RunState.Active run) {
        if (run.steps().containsKey(StepId.ENDING)) {
            return;
        }
        var why = run.failure()
                .map(RunState.Failure::reason)
                .or(() -> run.cancel().map(RunEvent.CancelRequested::reason))
                .orElse("");
        var done =
                remaining(run).stream().map(effect -> effect.tool().toString()).toList();
        Questions.ask(
                decision,
                situation,
                StepId.ENDING,
                Questions.OPERATOR,
                "The run cannot go on: " + why + ". " + alternatives(done),
                Json.object("done", Json.texts(done)),
                Json.object("enum", Json.texts(choices(run, situation, !done.isEmpty()))),
                DECIDED_WITHIN);
    }

    private static String alternatives(List<String> done) {
        return done.isEmpty()
                ? "Nothing was done. How is it to go on?"
                : "Take back what was done (" + String.join(", ", done) + "), or keep it?";
    }

    private static List<String> choices(RunState.Active run, Situation situation, boolean somethingDone) {
        var choices = new ArrayList<String>();
        if (Mending.canBeRetried(run, situation)) {
            choices.add(RETRY);
        }
        if (Mending.canBeSkipped(run, situation)) {
            choices.add(SKIP);
        }
        choices.addAll(somethingDone ? List.of(UNDO, KEEP) : List.of(END));
        return choices;
    }

    private static void keep(Decision decision, RunState.Active run) {
        var reason = run.steps().get(StepId.ENDING) instanceof StepState.Done
                ? "a person decided to keep it"
                : "it is kept when a run cannot go on";
        remaining(run).forEach(effect -> decision.emit(new RunEvent.LeftStanding(effect.id(), reason)));
    }

    private static void takeBack(Decision decision, Situation situation, EffectState effect) {
        var run = decision.active().orElseThrow();
        var step = effect.step().undo();
        switch (run.steps().get(step)) {
            case null -> start(decision, situation, run, effect);
            case StepState.Granted granted
            when granted.isUsable(situation.now()) -> start(decision, situation, run, effect);
            case StepState.Failed failed -> decision.emit(new RunEvent.LeftStanding(effect.id(), failed.reason()));
            case StepState.Skipped skipped -> decision.emit(new RunEvent.LeftStanding(effect.id(), skipped.reason()));
            case StepState.Done ignored -> decision.emit(new RunEvent.Undone(effect.id(), undoneBy(run, step)));
            case StepState other -> {
                // it is on its way
            }
        }
    }

    private static String undoneBy(RunState.Active run, StepId step) {
        return run.effects().values().stream()
                .filter(it -> it.step().equals(step))
                .map(EffectState::id)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static void start(Decision decision, Situation situation, RunState.Active run, EffectState effect) {
        var obstacle = obstacle(situation, effect);
        if (obstacle.isPresent()) {
            decision.emit(new RunEvent.LeftStanding(effect.id(), obstacle.get()));
        } else {
            calling(run, situation, effect)
                    .ruleWithoutReading(decision, situation, effect.step().undo());
        }
    }

    private static Optional<String> obstacle(Situation situation, EffectState effect) {
        var undo = undoOf(situation, effect).map(Undo::tool);
        if (undo.isEmpty()) {
            return Optional.of(effect.tool() + " cannot be taken back");
        }
        var granted = situation.program().definition().granted().contains(undo.get());
        return granted
                ? Optional.empty()
                : Optional.of("it would be taken back by " + undo.get() + ", which the agent may not use");
    }

    private static Optional<Undo> undoOf(Situation situation, EffectState effect) {
        return situation.program().tool(effect.tool()).spec().undo();
    }

    private static Calling calling(RunState.Active run, Situation situation, EffectState effect) {
        ToolName undo = undoOf(situation, effect).orElseThrow().tool();
        var tool = situation.program().tool(undo).spec();
        return Calling.of(run, situation, effect.step().undo(), tool, () -> args(situation, effect));
    }

    private static Json.Obj args(Situation situation, EffectState effect) {
        if (!(effect.status() instanceof EffectState.Status.Confirmed confirmed)) {
            throw new EvaluationException(effect.id() + " was not done");
        }
        return situation
                .program()
                .tool(effect.tool())
                .undoArgs(effect.args(), effect.id(), confirmed.result())
                .orElseThrow();
    }

    /** The judgement that the next taking back waits for. */
    static List<NextAction> actions(RunState.Active run, Situation situation) {
        if (standsInTheWay(run) || remaining(run).isEmpty() || choice(run, situation) != Choice.UNDO) {
            return List.of();
        }
        var effect = remaining(run).getFirst();
        var state = run.steps().get(effect.step().undo());
        var waits = switch (state) {
            case null -> true;
            case StepState.Granted granted -> granted.isUsable(situation.now());
            case StepState.Deferred deferred -> !deferred.retryAt().isAfter(situation.now());
            case StepState other -> false;
        };
        return waits && obstacle(situation, effect).isEmpty()
                ? calling(run, situation, effect).judgement().<NextAction>map(it -> it).stream()
                        .toList()
                : List.of();
    }
}
