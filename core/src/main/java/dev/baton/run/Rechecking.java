package dev.baton.run;

import dev.baton.expression.Truth;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.plan.CompiledAction;
import dev.baton.plan.CompiledPlan;
import dev.baton.plan.CompiledStep;
import dev.baton.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Time passes while people decide: what an approved step rests on is read again before the approval is used. */
final class Rechecking {
    private Rechecking() {}

    /** The reads that the step used in its arguments and conditions. */
    static NextAction action(RunState.Active run, CompiledPlan plan, StepId id) {
        var reads = new ArrayList<NextAction.Read>();
        for (var source : sources(run, plan, plan.step(id.step()).orElseThrow())) {
            if (source.action() instanceof CompiledAction.UseTool use
                    && !use.tool().isWrite()) {
                for (var instance : PlanProgress.instances(run, source)) {
                    if (run.steps().get(instance) instanceof StepState.Done done) {
                        reads.add(new NextAction.Read(instance, use.tool(), done.args(), run.planVersion()));
                    }
                }
            }
        }
        return new NextAction.Recheck(id, reads, run.planVersion());
    }

    /** Where a model plans, also what it expects of the steps that have to come first. */
    private static List<CompiledStep> sources(RunState.Active run, CompiledPlan plan, CompiledStep step) {
        return plan.steps().stream()
                .filter(other -> step.data().contains(other.name())
                        || (run.isPlannedByModel()
                                && other.expect().isPresent()
                                && step.needs().contains(other.name())))
                .toList();
    }

    /** After a grant: if what was read again changes the call, everything that rests on it starts anew. */
    static void returned(Decision decision, Situation situation, RunCommand.Rechecked command) {
        var id = command.recheck().step();
        if (decision.active().orElseThrow().planVersion() != command.recheck().plan()
                || !(decision.active().map(run -> run.steps().get(id)).orElse(null)
                        instanceof StepState.Granted granted)) {
            return;
        }
        var changed = new LinkedHashSet<String>();
        for (var read : command.recheck().reads()) {
            switch (command.results().get(read.step())) {
                case ToolResult.Done done -> {
                    if (differs(decision, read.step(), done.result())) {
                        decision.emit(
                                new RunEvent.ReadDone(read.step(), read.tool().name(), read.args(), done.result()));
                        changed.add(read.step().step());
                        if (decision.active().orElseThrow().isPlannedByModel()) {
                            StepOutcome.expect(decision, situation, read.step(), done.result());
                        }
                    }
                }
                case ToolResult.Refused refused -> {
                    decision.emit(new RunEvent.StepFailed(id, RunEvent.Cause.REFUSED, refused.reason()));
                    return;
                }
                case ToolResult.Unavailable unavailable -> {
                    later(decision, situation, id, read, unavailable.reason(), unavailable.retryAfter());
                    return;
                }
                case ToolResult.Unknown unknown -> {
                    later(decision, situation, id, read, unknown.reason(), Optional.empty());
                    return;
                }
                case null -> {
                    later(decision, situation, id, read, "it was not read", Optional.empty());
                    return;
                }
            }
        }
        if (decision.active().orElseThrow().isEnding()) {
            return; // what was expected is no longer so
        }
        if (leadsToTheSameCall(decision, situation, id, granted.approval())) {
            decision.emit(new RunEvent.Rechecked(id));
        } else {
            replan(decision, situation, id, granted.approval(), changed);
        }
    }

    private static boolean differs(Decision decision, StepId read, Json result) {
        return !(decision.active().orElseThrow().steps().get(read) instanceof StepState.Done before
                && Digest.of(before.result()).equals(Digest.of(result)));
    }

    private static boolean leadsToTheSameCall(Decision decision, Situation situation, StepId id, String approval) {
        var run = decision.active().orElseThrow();
        var plan = situation.plan(run);
        var step = plan.step(id.step()).orElseThrow();
        var bindings = PlanProgress.bindings(run, plan, id, situation.now());
        var wanted = step.when()
                .map(when -> when.test(bindings) instanceof Truth.True)
                .orElse(true);
        return wanted
                && step.action() instanceof CompiledAction.UseTool use
                && PlanProgress.calling(run, situation, plan, use, id) instanceof Calling.Possible(var judge)
                && Optional.ofNullable(run.approvals().get(approval))
                        .map(approved -> approved.asked().digest().equals(Digest.of(judge.args())))
                        .orElse(false);
    }

    private static void replan(
            Decision decision, Situation situation, StepId id, String approval, Set<String> changed) {
        var run = decision.active().orElseThrow();
        var plan = situation.plan(run);
        var stale = new LinkedHashSet<StepId>(List.of(id));
        var affected = new LinkedHashSet<>(changed);
        for (var step : plan.steps()) {
            if (step.data().stream().anyMatch(affected::contains)) {
                affected.add(step.name());
                run.steps().keySet().stream()
                        .filter(it -> it.step().equals(step.name()))
                        .filter(it -> !(step.isWrite() && wasSent(run, it)))
                        .forEach(stale::add);
            }
        }
        var reason = "after the approval " + String.join(", ", changed) + " had changed";
        if (PlanMaking.mayPlanAnew(run, situation)) {
            var why = "while " + id + " was being approved, what " + String.join(", ", changed) + " says has changed";
            PlanMaking.beginAnew(decision, situation, why, RunEvent.Cause.ERROR, stale);
            return;
        }
        decision.emit(new RunEvent.ApprovalVoided(approval, reason));
        decision.emit(new RunEvent.Replanned(run.planVersion() + 1, reason, List.copyOf(stale)));
    }

    /** A write that was ever intended is never started over by a plan. */
    private static boolean wasSent(RunState.Active run, StepId id) {
        return run.effects().values().stream().anyMatch(effect -> effect.step().equals(id));
    }

    /** The grant still stands; what it rests on is read again when that is possible. */
    private static void later(
            Decision decision,
            Situation situation,
            StepId id,
            NextAction.Read read,
            String reason,
            Optional<Duration> asked) {
        var why = "after the approval " + read.tool().name() + " could not be read again: " + reason;
        StepOutcome.defer(decision, situation, id, why, asked);
    }
}
