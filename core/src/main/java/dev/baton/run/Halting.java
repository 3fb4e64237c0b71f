package dev.baton.run;

import dev.baton.plan.CompiledAction;
import dev.baton.policy.Switches;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import dev.baton.tool.Undo;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A run waits, whole, while its agent or a tool that it still needs is switched off. What is on its way is settled;
 * nothing is begun, nothing fails for it, and the time does not count.
 */
final class Halting {
    private Halting() {}

    /** Halts or resumes as the switches are now; whether the run is halted. */
    static boolean holds(Decision decision, Situation situation) {
        var run = decision.active();
        if (run.isEmpty()
                || (situation.switches().off().isEmpty() && run.get().halted().isEmpty())) {
            return false;
        }
        var off = off(run.get(), situation).map(Switches.Off::words);
        if (!off.equals(run.get().halted())) {
            decision.emit(off.<RunEvent>map(RunEvent.Halted::new).orElseGet(RunEvent.Resumed::new));
        }
        return off.isPresent();
    }

    private static Optional<Switches.Off> off(RunState.Active run, Situation situation) {
        var needed = needed(run, situation);
        if (run.isEnding() && needed.isEmpty()) {
            return Optional.empty();
        }
        return situation
                .switches()
                .ofAgent(run.submitted().agent())
                .or(() -> needed.stream()
                        .flatMap(tool -> situation.switches().ofTool(tool).stream())
                        .findFirst());
    }

    /** The tools that are still to be called, and those that have to be read for it. */
    private static Set<ToolName> needed(RunState.Active run, Situation situation) {
        var tools = new LinkedHashSet<ToolName>();
        for (var effect : run.unsettled()) {
            tools.add(effect.tool());
            situation.program().tool(effect.tool()).lookupTool().ifPresent(tools::add);
        }
        if (run.isEnding()) {
            Undoing.toBeUndone(run, situation)
                    .forEach(effect -> situation
                            .program()
                            .tool(effect.tool())
                            .spec()
                            .undo()
                            .map(Undo::tool)
                            .ifPresent(tools::add));
        } else if (run.planVersion() > 0 && !run.isBetweenPlans()) {
            for (var step : situation.plan(run).steps()) {
                if (step.action() instanceof CompiledAction.UseTool(ToolSpec tool, var args)
                        && !PlanProgress.isOver(run, step)) {
                    tools.add(tool.name());
                }
            }
        }
        Set.copyOf(tools).forEach(tool -> tools.addAll(situation.policies().factTools(tool)));
        return tools;
    }
}
