package dev.baton.run;

import dev.baton.expression.EvaluationException;
import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.tool.ToolName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How a run comes to its end, and what its receipt says. Nothing ends while an effect is unsettled. */
final class RunEnding {
    private RunEnding() {}

    /** Ends the run if everything it still had to do is done, or if it cannot go on and nothing is in flight. */
    static void advance(Decision decision, Situation situation) {
        var run = decision.active().orElseThrow();
        if (!run.unsettled().isEmpty() || run.isHandingOff()) {
            return;
        }
        if (isShadow(run) && (run.isEnding() || isPlanOver(run, situation))) {
            endInTheShadow(decision, situation, run);
        } else if (!run.isEnding()) {
            completeWhenOver(decision, situation, run);
        } else if (Undoing.isOver(run, situation)) {
            end(decision, situation, run);
        }
    }

    private static void end(Decision decision, Situation situation, RunState.Active run) {
        if (run.failure().isPresent()) {
            fail(decision, situation, run, run.failure().get());
        } else {
            var reason = run.cancel().map(RunEvent.CancelRequested::reason);
            decision.emit(new RunEvent.Canceled(receipt(run, situation, HandoffState.CANCELED, reason)));
        }
    }

    private static void completeWhenOver(Decision decision, Situation situation, RunState.Active run) {
        if (isPlanOver(run, situation)) {
            complete(decision, situation, run);
        }
    }

    private static boolean isPlanOver(RunState.Active run, Situation situation) {
        return run.planVersion() > 0 && !run.isBetweenPlans() && PlanProgress.isOver(run, situation.plan(run));
    }

    /** Whether there was something to do, and nothing of it was done. */
    static boolean isShadow(RunState.Active run) {
        return !run.shadowed().isEmpty() && confirmations(run).isEmpty();
    }

    /** Nothing was done on purpose, so that whatever the plan makes of it is no failure and no success. */
    private static void endInTheShadow(Decision decision, Situation situation, RunState.Active run) {
        var would = run.shadowed().stream()
                .map(it -> it.does() + it.rule().map(rule -> " (" + rule + ")").orElse(""))
                .toList();
        var after = run.failure()
                .filter(failure -> failure.cause() == RunEvent.Cause.DENIED)
                .map(failure -> "; then it would have been stopped: " + failure.reason())
                .orElse("");
        var reason =
                "nothing was done, the agent is in the shadow; it would have done " + String.join(", ", would) + after;
        decision.emit(new RunEvent.Canceled(receipt(run, situation, HandoffState.CANCELED, Optional.of(reason))));
    }

    private static void fail(Decision decision, Situation situation, RunState.Active run, RunState.Failure failure) {
        var saidNo = switch (failure.cause()) {
            case DENIED, REFUSED -> true;
            case ERROR -> false;
        };
        if (saidNo && confirmations(run).isEmpty()) {
            decision.emit(new RunEvent.Rejected(
                    receipt(run, situation, HandoffState.REJECTED, Optional.of(failure.reason()))));
        } else {
            decision.emit(
                    new RunEvent.Failed(receipt(run, situation, HandoffState.FAILED, Optional.of(failure.reason()))));
        }
    }

    private static void complete(Decision decision, Situation situation, RunState.Active run) {
        var plan = situation.plan(run);
        Json output;
        try {
            output = plan.output().evaluate(PlanProgress.bindings(run, plan, situation.now()));
        } catch (EvaluationException e) {
            failWith(decision, "the output could not be evaluated: " + e.getMessage() + Mending.afterSkipping(run));
            return;
        }
        var violations = situation.program().contract().checkOutput(output);
        var outcome = output.textAt("outcome");
        if (!violations.isEmpty()) {
            failWith(decision, "the output does not fit the contract: " + describe(violations));
        } else if (!isProven(run, situation, outcome)) {
            failWith(
                    decision,
                    "the outcome '" + outcome.orElse("") + "' is not proven: no confirmed effect"
                            + outcome.map(situation
                                            .program()
                                            .definition()
                                            .contract()
                                            .proof()::get)
                                    .map(tool -> " of " + tool)
                                    .orElse("")
                            + " stands for it");
        } else {
            var plain = receipt(run, situation, HandoffState.COMPLETED, Optional.empty());
            decision.emit(new RunEvent.Completed(new Receipt(
                    plain.state(),
                    outcome,
                    output.asObject(),
                    plain.reason(),
                    plain.rule(),
                    plain.confirmations(),
                    plain.approvals(),
                    List.of(),
                    plain.cost(),
                    plain.startedAt(),
                    plain.endedAt(),
                    List.of())));
        }
    }

    private static String describe(List<JsonSchema.Violation> violations) {
        return String.join(
                "; ",
                violations.stream()
                        .map(violation -> (violation.path() + " " + violation.message()).strip())
                        .toList());
    }

    /** What was done is then dealt with as after any other failure. */
    private static void failWith(Decision decision, String reason) {
        decision.emit(new RunEvent.StepFailed(StepId.OUTPUT, RunEvent.Cause.ERROR, reason));
    }

    /** A claim of success counts only with the confirmed effect that the contract names for it. */
    private static boolean isProven(RunState.Active run, Situation situation, Optional<String> outcome) {
        var contract = situation.program().definition().contract();
        if (contract.proof().isEmpty()) {
            return true;
        }
        return outcome.map(contract.proof()::get).map(standing(run)::contains).orElse(false);
    }

    /** The tools whose effects were confirmed and not undone. */
    static Set<ToolName> standing(RunState.Active run) {
        return run.effects().values().stream()
                .filter(effect -> effect.status() instanceof EffectState.Status.Confirmed)
                .map(EffectState::tool)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Every effect that was done, whatever became of it later. */
    private static List<Receipt.Confirmation> confirmations(RunState.Active run) {
        return confirmations(run, effect -> true).stream()
                .map(Receipt.Confirmation::withoutNote)
                .toList();
    }

    private static List<Receipt.Confirmation> confirmations(RunState.Active run, Predicate<EffectState> which) {
        return run.effects().values().stream()
                .filter(which)
                .flatMap(effect -> confirmation(effect).stream())
                .toList();
    }

    private static Optional<Receipt.Confirmation> confirmation(EffectState effect) {
        return switch (effect.status()) {
            case EffectState.Status.Confirmed(var result, var at) ->
                Optional.of(confirmation(effect, result, at, Optional.empty()));
            case EffectState.Status.Undone(var result, var at) ->
                Optional.of(confirmation(effect, result, at, Optional.empty()));
            case EffectState.Status.Standing(var result, var at, var reason) ->
                Optional.of(confirmation(effect, result, at, Optional.of(reason)));
            case EffectState.Status.Sending ignored -> Optional.empty();
            case EffectState.Status.Deferred ignored -> Optional.empty();
            case EffectState.Status.Uncertain ignored -> Optional.empty();
            case EffectState.Status.NeedsPerson ignored -> Optional.empty();
            case EffectState.Status.NotDone ignored -> Optional.empty();
        };
    }

    private static Receipt.Confirmation confirmation(
            EffectState effect, Json result, Instant at, Optional<String> note) {
        return new Receipt.Confirmation(
                effect.tool().connection(),
                effect.tool().toString(),
                effect.step().toString(),
                idOf(result).orElse(effect.id()),
                at,
                note);
    }

    private static Optional<String> idOf(Json result) {
        return result.get("id")
                .or(() -> result.get("reference"))
                .map(id -> id.asText().orElseGet(id::write));
    }

    private static Receipt receipt(
            RunState.Active run, Situation situation, HandoffState state, Optional<String> reason) {
        var undone = confirmations(run, effect -> effect.status() instanceof EffectState.Status.Undone);
        return new Receipt(
                state,
                Optional.empty(),
                Json.object(),
                reason,
                run.failure().flatMap(RunState.Failure::rule),
                confirmations(run),
                approvals(run),
                confirmations(run, effect -> effect.status() instanceof EffectState.Status.Standing),
                Spending.of(run.calls()).forReceipt(),
                run.startedAt(),
                situation.now(),
                undone);
    }

    private static List<Receipt.Approval> approvals(RunState.Active run) {
        var decisions = new ArrayList<Receipt.Approval>();
        for (var approval : run.approvals().values()) {
            for (var vote : approval.votes()) {
                decisions.add(new Receipt.Approval(
                        approval.asked().approval(),
                        vote.by().reference(),
                        vote.kind().name().toLowerCase(java.util.Locale.ROOT),
                        vote.comment(),
                        approval.asked().rule(),
                        vote.at()));
            }
        }
        return decisions;
    }

    /** Stops a run that takes longer than it may. Time spent waiting for people, other agents or on purpose does not count. */
    static void watchTheClock(Decision decision, Situation situation) {
        var run = decision.active().orElseThrow();
        var limits = situation.program().definition().limits();
        if (run.isEnding()) {
            return;
        }
        if (deadline(run, limits).map(at -> !situation.now().isBefore(at)).orElse(false)) {
            decision.emit(new RunEvent.BudgetExceeded("duration", "the run took longer than " + limits.duration()));
        } else if (run.begun() > limits.steps()) {
            decision.emit(new RunEvent.BudgetExceeded("steps", "the run has more than " + limits.steps() + " steps"));
        }
    }

    /** When the run will have taken too long; empty while it waits for people, other agents or on purpose. */
    static Optional<Instant> deadline(RunState.Active run, Limits limits) {
        return run.waitingSince().isPresent()
                ? Optional.empty()
                : Optional.of(run.startedAt().plus(limits.duration()).plus(run.waited()));
    }
}
