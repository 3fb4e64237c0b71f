package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.plan.CompiledAction;
import dev.baton.tool.ToolSpec;
import java.util.List;
import java.util.Optional;

/** Steps that a person completes outside of Baton. */
final class ByHand {
    private ByHand() {}

    static void complete(Decision decision, Situation situation, RunCommand.CompleteByHand command) {
        var run = decision.active().orElseThrow();
        var id = command.step();
        if (Mending.againstCompleting(run, situation.program(), id).isPresent()) {
            return;
        }
        Mending.voidWhatIsAsked(decision, id, command.by().id() + " did it by hand");
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
        StepOutcome.expect(decision, situation, id, command.result());
    }
}
