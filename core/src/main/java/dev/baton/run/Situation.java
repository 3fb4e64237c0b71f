package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.model.ModelRole;
import dev.baton.plan.CompiledPlan;
import dev.baton.policy.Level;
import dev.baton.policy.Origins;
import dev.baton.policy.PolicySet;
import dev.baton.policy.Question;
import dev.baton.policy.Switches;
import dev.baton.tool.ToolSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * What a decision rests on besides the run itself.
 *
 * @param run its id
 * @param policies as they are now
 * @param sendBy how long the worker may certainly go on: nothing leaves later
 * @param models for what there is a model now
 * @param switches what people have switched off
 * @param level how much the agent may do now
 */
public record Situation(
        String run,
        RunProgram program,
        PolicySet policies,
        Instant now,
        Instant sendBy,
        Set<ModelRole> models,
        Switches switches,
        Level level) {
    public Situation {
        models = Set.copyOf(models);
    }

    /** Without any model. */
    public Situation(String run, RunProgram program, PolicySet policies, Instant now, Instant sendBy) {
        this(run, program, policies, now, sendBy, Set.of(), Switches.NONE, Level.SUPERVISED);
    }

    /** How a model makes the plans of the run. */
    Optional<Planning> planning() {
        return program.definition().planning();
    }

    Question question(RunState.Active state, ToolSpec tool, Json.Obj args, Origins origins) {
        var submitted = state.submitted();
        var handoff = new LinkedHashMap<String, Json>();
        handoff.put("id", Json.text(submitted.handoff()));
        handoff.put("contract", Json.text(submitted.contract().toString()));
        handoff.put("input", submitted.input());
        return new Question(
                tool,
                args,
                origins,
                submitted.requester(),
                submitted.agent(),
                new Json.Obj(handoff),
                program.definition().limits().budget(state),
                now);
    }

    /** The plan of a run that has one. A plan in the log was compiled before it got there. */
    CompiledPlan plan(RunState.Active state) {
        return switch (program.compile(state.plan())) {
            case dev.baton.plan.Compilation.Compiled compiled -> compiled.plan();
            case dev.baton.plan.Compilation.Rejected rejected ->
                throw new IllegalStateException("the plan of " + run + " no longer compiles: " + rejected.problems());
        };
    }
}
