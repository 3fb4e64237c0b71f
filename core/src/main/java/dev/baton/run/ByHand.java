package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.plan.CompiledAction;
import dev.baton.plan.CompiledPlan;
import dev.baton.tool.ToolSpec;
import java.util.List;
import java.util.Optional;

/** Steps that a person completes outside of Baton. */
final class ByHand {
    private ByHand() {}

    /** Whether a person can complete a step: it is in the plan, not over, and nothing of it is on its way. */
    static boolean isPossible(RunState.Active run, CompiledPlan plan, StepId id) {
        var known = plan.step(id.step()).map(step -> PlanProgress.instances(run, step)).stream()
                .anyMatch(instances -> instances.contains(id));
        return known
                && !run.isEnding()
                && switch (run.steps().get(id)) {
                    case null -> true;
                    case StepState.Deferred ignored -> true;
                    case StepState.Cleared ignored -> true;
                    case StepState.AwaitingApproval ignored -> true;
                    case StepState.Granted ignored -> true;
                    case StepState.Asked ignored -> true;
                    case StepState.Misjudged ignored -> true;
                    case StepState.Waiting ignored -> true;
                    case StepState.HandingOff ignored -> false;
                    case StepState.HandedOff ignored -> false;
                    case StepState.Intended ignored -> false;
                    case StepState.Done ignored -> false;
                    case StepState.Skipped ignored -> false;
                    case StepState.Failed ignored -> false;
                };
    }

    static void complete(Decision decision, Situation situation, RunCommand.CompleteByHand command) {
        var run = decision.active().orElseThrow();
        var id = command.step();
        if (run.planVersion() == 0 || !isPossible(run, situation.plan(run), id)) {
            return;
        }
        var reason = command.by().id() + " did it by hand";
        switch (run.steps().get(id)) {
            case StepState.AwaitingApproval asked ->
                decision.emit(new RunEvent.ApprovalVoided(asked.approval(), reason));
            case StepState.Granted granted -> decision.emit(new RunEvent.ApprovalVoided(granted.approval(), reason));
            case StepState.Asked asked -> decision.emit(new RunEvent.InputVoided(asked.input(), reason));
            case null -> {}
            case StepState other -> {}
        }
        var plan = situation.plan(run);
        var action = plan.step(id.step()).orElseThrow().action();
        var judgement = action instanceof CompiledAction.UseTool use
                ? PlanProgress.calling(run, situation, plan, use, id).judgement()
                : Optional.<NextAction.Judge>empty();
        var args = judgement.map(NextAction.Judge::args);
        var write = action.usedTool().filter(ToolSpec::isWrite);
        decision.emit(new RunEvent.CompletedByHand(
                id,
                action.usedTool().map(ToolSpec::name),
                args.orElse(Json.object()),
                command.result(),
                write.map(tool -> situation.run() + "-e" + (run.effects().size() + 1)),
                write.flatMap(tool -> args.flatMap(
                        given -> situation.program().tool(tool.name()).onceKey(given))),
                command.by(),
                judgement
                        .filter(judge -> judge.tool().isWrite())
                        .map(judge -> EffectLifecycle.reservations(judge.windows()))
                        .orElse(List.of())));
        PlanProgress.expect(decision, situation, id, command.result());
    }
}
