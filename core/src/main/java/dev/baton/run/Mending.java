package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.plan.CompiledAction;
import dev.baton.principal.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people do about single steps: have them skipped, or tried again. A write whose outcome is unknown is tried again
 * by its idempotency only; what was done stays done.
 */
final class Mending {
    private static final String ON_ITS_WAY = " is on its way; what becomes of it has to be known first";

    private Mending() {}

    static Optional<String> againstCompleting(RunState.Active run, RunProgram program, StepId id) {
        return againstLeavingOut(run, program, id);
    }

    static Optional<String> againstSkipping(RunState.Active run, RunProgram program, StepId id) {
        return againstLeavingOut(run, program, id);
    }

    /** A step that somebody does elsewhere, or nobody, must neither be over nor on its way. */
    private static Optional<String> againstLeavingOut(RunState.Active run, RunProgram program, StepId id) {
        var obstacle = againstAnything(run, program, id);
        return obstacle.isPresent()
                ? obstacle
                : switch (run.steps().get(id)) {
                    case StepState.Failed failed -> againstMending(run, id);
                    case StepState.Done ignored -> Optional.of(id + " is done");
                    case StepState.Skipped ignored -> Optional.of(id + " was skipped");
                    case StepState.HandingOff ignored -> Optional.of(id + ON_ITS_WAY);
                    case StepState.HandedOff ignored -> Optional.of(id + ON_ITS_WAY);
                    case StepState.Intended ignored -> Optional.of(id + ON_ITS_WAY);
                    case null -> againstEnding(run);
                    case StepState.Deferred ignored -> againstEnding(run);
                    case StepState.Cleared ignored -> againstEnding(run);
                    case StepState.AwaitingApproval ignored -> againstEnding(run);
                    case StepState.Granted ignored -> againstEnding(run);
                    case StepState.Asked ignored -> againstEnding(run);
                    case StepState.Misjudged ignored -> againstEnding(run);
                    case StepState.Waiting ignored -> againstEnding(run);
                };
    }

    static Optional<String> againstRetrying(RunState.Active run, RunProgram program, Instant now, StepId id) {
        var obstacle = againstAnything(run, program, id);
        return obstacle.isPresent()
                ? obstacle
                : switch (run.steps().get(id)) {
                    case StepState.Failed failed ->
                        againstMending(run, id).or(() -> againstAsBefore(run, program, id, failed));
                    case StepState.Deferred ignored -> Optional.empty();
                    case StepState.HandingOff it when it.notBefore().isAfter(now) -> Optional.empty();
                    case StepState.Granted it when it.notBefore().isAfter(now) -> Optional.empty();
                    case StepState.Intended(var effect) ->
                        againstAsking(program, now, run.effects().get(effect));
                    case StepState.Done ignored -> Optional.of(id + " is done");
                    case StepState.Skipped ignored -> Optional.of(id + " was skipped");
                    case null -> Optional.of(id + " has not begun");
                    case StepState other -> Optional.of(id + " has not failed and does not wait for another attempt");
                };
    }

    private static Optional<String> againstAnything(RunState.Active run, RunProgram program, StepId id) {
        if (run.planVersion() == 0 || run.isBetweenPlans()) {
            return Optional.of("there is no plan at the moment");
        }
        if (run.cancel().isPresent()) {
            return Optional.of("the run is being canceled");
        }
        var known = program.plan(run.plan()).flatMap(plan -> plan.step(id.step())).stream()
                .anyMatch(step -> PlanProgress.instances(run, step).contains(id)
                        || (run.steps().get(id) instanceof StepState.Failed));
        return known ? Optional.empty() : Optional.of("there is no step " + id + " in the plan");
    }

    private static Optional<String> againstEnding(RunState.Active run) {
        return run.failure()
                .map(failure -> "the run cannot go on: " + failure.reason()
                        + failure.step().map(step -> " (" + step + ")").orElse(""));
    }

    /** A failed step can be dealt with as long as its run is held up by failed steps alone. */
    private static Optional<String> againstMending(RunState.Active run, StepId id) {
        var ownEnd = run.failure()
                .filter(failure ->
                        failure.step().filter(step -> !step.isOfTheRuntime()).isEmpty());
        if (ownEnd.isPresent()) {
            return againstEnding(run);
        }
        if (run.steps().keySet().stream().anyMatch(StepId::isUndo)
                || run.effects().values().stream().anyMatch(Mending::isDealtWith)) {
            return Optional.of("what was done is being taken back");
        }
        return run.effects().values().stream()
                .filter(effect -> effect.step().equals(id))
                .filter(effect -> !(effect.status() instanceof EffectState.Status.NotDone))
                .findFirst()
                .map(effect -> id + " was done as " + effect.id() + ", and what came of it is not as expected");
    }

    private static boolean isDealtWith(EffectState effect) {
        return effect.status() instanceof EffectState.Status.Undone
                || effect.status() instanceof EffectState.Status.Standing;
    }

    /** What a person refused, and what another agent has brought to its end, would only come to the same again. */
    private static Optional<String> againstAsBefore(
            RunState.Active run, RunProgram program, StepId id, StepState.Failed failed) {
        var refused = run.approvals().values().stream()
                .filter(approval -> approval.asked().step().equals(id))
                .filter(approval -> approval.status() instanceof ApprovalState.Status.Refused)
                .findFirst();
        if (refused.isPresent()) {
            return Optional.of(failed.reason() + "; that stands");
        }
        var handedOff = failed.hadResult()
                && program.plan(run.plan())
                        .flatMap(plan -> plan.step(id.step()))
                        .filter(step -> step.action() instanceof CompiledAction.HandOff)
                        .isPresent();
        return handedOff ? Optional.of(id + " was brought to its end by another agent") : Optional.empty();
    }

    private static Optional<String> againstAsking(RunProgram program, Instant now, @Nullable EffectState effect) {
        if (effect == null) {
            return Optional.of("its effect is not known");
        }
        return switch (effect.status()) {
            case EffectState.Status.Deferred ignored -> Optional.empty();
            case EffectState.Status.Uncertain ignored -> Optional.empty();
            case EffectState.Status.NeedsPerson ignored ->
                EffectLifecycle.canBeAskedAgain(program, now, effect)
                        ? Optional.empty()
                        : Optional.of("nothing can tell whether " + effect.id()
                                + " was done, so it is not sent again; a person has to find out and say so");
            case EffectState.Status.Sending ignored -> Optional.of(effect.id() + ON_ITS_WAY);
            case EffectState.Status.Confirmed ignored -> Optional.of(effect.id() + " is done");
            case EffectState.Status.Standing ignored -> Optional.of(effect.id() + " is done");
            case EffectState.Status.Undone ignored -> Optional.of(effect.id() + " was taken back");
            case EffectState.Status.NotDone ignored -> Optional.of(effect.id() + " was given up");
        };
    }

    /** Why something cannot be evaluated, when that may be for a step that a person had skipped; else nothing. */
    static String afterSkipping(RunState.Active run) {
        var skipped = run.steps().entrySet().stream()
                .filter(it -> it.getValue() instanceof StepState.Skipped state && state.byPerson())
                .map(it -> it.getKey() + " was skipped by a person")
                .toList();
        return skipped.isEmpty() ? "" : "; " + String.join(", ", skipped);
    }

    static void skip(Decision decision, Situation situation, RunCommand.Skip command) {
        if (againstSkipping(decision.active().orElseThrow(), situation.program(), command.step())
                .isEmpty()) {
            skip(decision, situation, command.step(), command.reason(), command.by());
        }
    }

    private static void skip(Decision decision, Situation situation, StepId id, String reason, Principal by) {
        var run = decision.active().orElseThrow();
        voidWhatIsAsked(decision, id, by.id() + " had " + id + " skipped");
        var elementsUnknown = situation
                .plan(run)
                .step(id.step())
                .filter(step -> step.each().isPresent() && id.element().isEmpty())
                .isPresent();
        if (elementsUnknown) {
            decision.emit(new RunEvent.Expanded(id.step(), List.of()));
        }
        decision.emit(new RunEvent.SkippedByHand(id, reason, by));
    }

    static void retry(Decision decision, Situation situation, RunCommand.RetryNow command) {
        if (againstRetrying(decision.active().orElseThrow(), situation.program(), situation.now(), command.step())
                .isEmpty()) {
            retry(decision, command.step(), command.by());
        }
    }

    private static void retry(Decision decision, StepId id, Principal by) {
        if (decision.active().orElseThrow().steps().get(id) instanceof StepState.Failed) {
            voidWhatIsAsked(decision, id, by.id() + " had " + id + " tried again");
        }
        decision.emit(new RunEvent.StepRetried(id, by));
    }

    /** What people are asked for a step that is dealt with otherwise, and about the end of a run that goes on. */
    static void voidWhatIsAsked(Decision decision, StepId id, String reason) {
        var run = decision.active().orElseThrow();
        switch (run.steps().get(id)) {
            case StepState.AwaitingApproval asked ->
                decision.emit(new RunEvent.ApprovalVoided(asked.approval(), reason));
            case StepState.Granted granted -> decision.emit(new RunEvent.ApprovalVoided(granted.approval(), reason));
            case StepState.Asked asked -> decision.emit(new RunEvent.InputVoided(asked.input(), reason));
            case StepState.Failed ignored -> voidEnding(decision, run, reason);
            case null -> {}
            case StepState other -> {}
        }
    }

    private static void voidEnding(Decision decision, RunState.Active run, String reason) {
        if (run.steps().get(StepId.ENDING) instanceof StepState.Asked(var input)
                && Optional.ofNullable(run.questions().get(input))
                        .filter(QuestionState::isOpen)
                        .isPresent()) {
            decision.emit(new RunEvent.InputVoided(input, reason));
        }
    }

    /** The steps that have failed, by which a run is held up. */
    private static List<StepId> failed(RunState.Active run) {
        return run.steps().entrySet().stream()
                .filter(it -> it.getValue() instanceof StepState.Failed)
                .map(Map.Entry::getKey)
                .filter(step -> !step.isOfTheRuntime())
                .toList();
    }

    static boolean canBeRetried(RunState.Active run, Situation situation) {
        var failed = failed(run);
        return !failed.isEmpty()
                && failed.stream()
                        .allMatch(step -> againstRetrying(run, situation.program(), situation.now(), step)
                                .isEmpty());
    }

    static boolean canBeSkipped(RunState.Active run, Situation situation) {
        var failed = failed(run);
        return !failed.isEmpty()
                && failed.stream()
                        .allMatch(step ->
                                againstSkipping(run, situation.program(), step).isEmpty());
    }

    /** Whether a person can make a run go on that is ending. */
    static boolean canGoOn(RunState.Active run, Situation situation) {
        return canBeRetried(run, situation) || canBeSkipped(run, situation);
    }

    /** Takes the answer how a run that cannot go on is to go on. */
    static void goOn(Decision decision, Situation situation, Json answer, Principal by) {
        var run = decision.active().orElseThrow();
        if (answer.equals(Json.text(Undoing.RETRY)) && canBeRetried(run, situation)) {
            failed(run).forEach(step -> retry(decision, step, by));
        } else if (answer.equals(Json.text(Undoing.SKIP)) && canBeSkipped(run, situation)) {
            failed(run).forEach(step -> skip(decision, situation, step, "the run could not go on", by));
        }
    }
}
