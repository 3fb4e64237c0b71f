package dev.baton.run;

import dev.baton.plan.Compilation;
import dev.baton.policy.FactRead;
import dev.baton.policy.FactValue;
import dev.baton.policy.Origins;
import dev.baton.run.RunState.Active;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what happens in a run. One decision goes as far as it can without performing anything, so that the outcome of
 * one step and the intent of the next are one commit.
 */
public final class RunDecider {
    private RunDecider() {}

    /** The first event of a run. */
    public static Decision submit(RunEvent.Submitted submitted, Instant now) {
        var decision = new Decision(new RunState.NotStarted(), now);
        decision.emit(submitted);
        return decision;
    }

    /** The first events of a run. */
    public static Decision submit(RunEvent.Submitted submitted, boolean followed, Instant now) {
        var decision = submit(submitted, now);
        if (followed) {
            decision.emit(new RunEvent.Followed());
        }
        return decision;
    }

    /** The first event of a run that is worked on at once, and everything that then follows by itself. */
    public static Decision begin(RunEvent.Submitted submitted, Situation situation) {
        return begin(submitted, false, situation);
    }

    /** The first events of a run that is worked on at once, and everything that then follows by itself. */
    public static Decision begin(RunEvent.Submitted submitted, boolean followed, Situation situation) {
        var decision = submit(submitted, followed, situation.now());
        advance(decision, situation);
        return decision;
    }

    /** Has somebody outside told of the states of a run; nothing is to be done when that is so, or when it is over. */
    public static Decision follow(RunState state, Instant now) {
        var decision = new Decision(state, now);
        if (state instanceof Active run && !run.followed()) {
            decision.emit(new RunEvent.Followed());
        }
        return decision;
    }

    /** What a command leads to, and everything that then follows by itself. */
    public static Decision decide(RunState state, RunCommand command, Situation situation) {
        var decision = new Decision(state, situation.now());
        if (state instanceof Active) {
            obey(decision, command, situation);
            advance(decision, situation);
        }
        return decision;
    }

    /**
     * What a command itself leads to, for a caller who only tells and does not work on the run: what follows is left to
     * the worker, who alone may send.
     */
    public static Decision accept(RunState state, RunCommand command, Situation situation) {
        return accept(state, List.of(command), situation);
    }

    /** The same for several commands, one after the other, that are to stand or fall together. */
    public static Decision accept(RunState state, List<RunCommand> commands, Situation situation) {
        var decision = new Decision(state, situation.now());
        for (var command : commands) {
            if (decision.active().isPresent()) {
                obey(decision, command, situation);
            }
        }
        return decision;
    }

    private static void obey(Decision decision, RunCommand command, Situation situation) {
        switch (command) {
            case RunCommand.Continue ignored -> {}
            case RunCommand.TakenOver(var own) -> EffectLifecycle.takenOver(decision, situation, own);
            case RunCommand.ReadReturned returned -> StepOutcome.readReturned(decision, situation, returned);
            case RunCommand.Judged judged -> judged(decision, situation, judged);
            case RunCommand.Recalled recalled -> Remembering.recalled(decision, recalled);
            case RunCommand.PlanReturned returned -> PlanMaking.returned(decision, situation, returned);
            case RunCommand.JudgeReturned returned -> Judging.returned(decision, situation, returned);
            case RunCommand.Rechecked rechecked -> Rechecking.returned(decision, situation, rechecked);
            case RunCommand.SendReturned returned -> sent(decision, situation, returned);
            case RunCommand.LookUpReturned returned ->
                EffectLifecycle.lookedUp(decision, situation, returned.effect(), returned.result());
            case RunCommand.Approve vote -> ApprovalLifecycle.approve(decision, situation, vote);
            case RunCommand.Deny vote -> ApprovalLifecycle.deny(decision, vote);
            case RunCommand.Edit vote -> ApprovalLifecycle.edit(decision, vote);
            case RunCommand.Cancel cancel ->
                decision.emit(new RunEvent.CancelRequested(cancel.by(), cancel.reason(), cancel.undo()));
            case RunCommand.ResolveByHand resolve -> EffectLifecycle.resolve(decision, situation, resolve);
            case RunCommand.Answer answer -> Questions.answer(decision, situation, answer);
            case RunCommand.CompleteByHand complete -> ByHand.complete(decision, situation, complete);
            case RunCommand.Skip skip -> Mending.skip(decision, situation, skip);
            case RunCommand.RetryNow retry -> Mending.retry(decision, situation, retry);
            case RunCommand.HandoffReturned returned -> Delegating.returned(decision, situation, returned);
        }
    }

    private static void sent(Decision decision, Situation situation, RunCommand.SendReturned returned) {
        EffectLifecycle.returned(decision, situation, returned.effect(), returned.result());
        if (returned.result() instanceof dev.baton.tool.ToolResult.Done done) {
            decision.active()
                    .map(run -> run.effects().get(returned.effect()))
                    .ifPresent(effect -> StepOutcome.expect(decision, situation, effect.step(), done.result()));
        }
    }

    /** Rules with fresh facts, unless the step went another way meanwhile. */
    private static void judged(Decision decision, Situation situation, RunCommand.Judged judged) {
        var run = decision.active().orElseThrow();
        var judge = judged.judge();
        var state = run.steps().get(judge.step());
        var waits = state == null
                || state instanceof StepState.Deferred
                || (state instanceof StepState.Granted granted && granted.rechecked());
        var isOld = judge.plan() != run.planVersion() || run.isBetweenPlans();
        if (!waits || ((run.isEnding() || isOld) && !judge.step().isUndo())) {
            return;
        }
        if (judged.holder().isPresent()) {
            decision.emit(new RunEvent.StepFailed(
                    judge.step(),
                    RunEvent.Cause.REFUSED,
                    judge.tool().name() + " is not done again: "
                            + judged.holder().get() + " has already settled this"));
            return;
        }
        if (isOutdated(situation, run, judge)) {
            return; // the policies changed meanwhile and want to know other things: those are found out first
        }
        if (!isTooEarly(decision, situation, judged)) {
            decision.saw(judged);
            ApprovalLifecycle.rule(
                    decision, situation, judge.step(), judge.tool(), judge.args(), judged.facts(), judged.windows());
        }
    }

    private static boolean isOutdated(Situation situation, Active run, NextAction.Judge judge) {
        var question = situation.question(run, judge.tool(), judge.args(), Origins.UNKNOWN);
        var facts = situation.policies().factsFor(question).stream()
                .map(FactRead::key)
                .toList();
        return !facts.equals(judge.facts().stream().map(FactRead::key).toList())
                || !situation.policies().windowsFor(question).equals(judge.windows());
    }

    /** A fact that cannot be had denies, but not while it may just take another attempt. */
    private static boolean isTooEarly(Decision decision, Situation situation, RunCommand.Judged judged) {
        var run = decision.active().orElseThrow();
        var step = judged.judge().step();
        for (var fact : judged.facts().entrySet()) {
            if (fact.getValue() instanceof FactValue.Missing(var reason, var passing) && passing) {
                var attempt = 1 + StepOutcome.attempts(run.steps().get(step));
                if (Retry.of(run, situation, attempt, situation.run() + step, Optional.empty())
                        instanceof Retry.At again) {
                    var why = "the fact '" + fact.getKey() + "' could not be had: " + reason;
                    decision.emit(new RunEvent.StepDeferred(step, attempt, why, again.time()));
                    return true;
                }
            }
        }
        return false;
    }

    /** Goes on until nothing more follows by itself. */
    private static void advance(Decision decision, Situation situation) {
        var before = -1;
        while (decision.active().isPresent() && decision.events().size() != before) {
            before = decision.events().size();
            step(decision, situation);
        }
        Remembering.ended(decision, situation);
    }

    private static void step(Decision decision, Situation situation) {
        if (Halting.holds(decision, situation)) {
            return;
        }
        PlanMaking.advance(decision, situation);
        if (decision.active().orElseThrow().planVersion() == 0
                && situation.planning().isEmpty()) {
            plan(decision, situation);
        }
        if (Halting.holds(decision, situation)) {
            return; // by what the plan needs that was just made
        }
        RunEnding.watchTheClock(decision, situation);
        ApprovalLifecycle.advance(decision, situation);
        Questions.advance(decision, situation);
        Waits.advance(decision, situation);
        EffectLifecycle.advance(decision, situation);
        if (followsPlan(decision.active().orElseThrow())) {
            PlanProgress.advance(decision, situation);
        }
        // what has failed just now may be planned anew before it counts as the end
        PlanMaking.advance(decision, situation);
        Undoing.advance(decision, situation);
        RunEnding.advance(decision, situation);
    }

    /** Whether there is a plan whose steps may begin. */
    private static boolean followsPlan(Active run) {
        return run.planVersion() > 0 && !run.isBetweenPlans();
    }

    private static void plan(Decision decision, Situation situation) {
        var definition = situation.program().definition();
        switch (situation.program().compile(definition.plan())) {
            case Compilation.Compiled compiled ->
                decision.emit(new RunEvent.Planned(1, "playbook:" + definition.playbook(), definition.plan()));
            case Compilation.Rejected rejected ->
                decision.emit(new RunEvent.StepFailed(
                        StepId.of("plan"),
                        RunEvent.Cause.ERROR,
                        "the playbook " + definition.playbook() + " does not compile: " + rejected.problems()));
        }
    }

    /** Why a person cannot complete a step outside of Baton; empty when that is possible. */
    public static Optional<String> againstCompletingByHand(Active run, StepId step, RunProgram program) {
        return Mending.againstCompleting(run, program, step);
    }

    /** Why a step cannot be skipped by a person; empty when that is possible. */
    public static Optional<String> againstSkipping(Active run, StepId step, RunProgram program) {
        return Mending.againstSkipping(run, program, step);
    }

    /** Why a person cannot have a step tried again now; empty when that is possible. */
    public static Optional<String> againstRetrying(Active run, StepId step, RunProgram program, Instant now) {
        return Mending.againstRetrying(run, program, now, step);
    }

    /** What has to be performed now. */
    public static List<NextAction> next(RunState state, Situation situation) {
        if (!(state instanceof Active run) || run.halted().isPresent()) {
            return List.of();
        }
        var actions = new ArrayList<>(EffectLifecycle.actions(run, situation));
        actions.addAll(Delegating.actions(run, situation.now()));
        if (run.isEnding()) {
            actions.addAll(Undoing.actions(run, situation));
        } else {
            actions.addAll(PlanMaking.actions(run, situation));
            if (followsPlan(run)) {
                actions.addAll(PlanProgress.actions(run, situation));
            }
        }
        return actions;
    }

    /** When something will happen by time alone, if it will. */
    public static Optional<Instant> nextWake(RunState state, RunProgram program) {
        return state instanceof Active run && run.halted().isEmpty()
                ? Stream.of(
                                ApprovalLifecycle.nextWake(run),
                                EffectLifecycle.nextWake(run),
                                PlanProgress.nextWake(run),
                                PlanMaking.nextWake(run),
                                Questions.nextWake(run),
                                Waits.nextWake(run),
                                Delegating.nextWake(run),
                                RunEnding.deadline(run, program.definition().limits()))
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo)
                : Optional.empty();
    }
}
