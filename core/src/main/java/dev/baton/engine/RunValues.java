package dev.baton.engine;

import dev.baton.json.Json;
import dev.baton.run.EffectState;
import dev.baton.run.RunDefinition;
import dev.baton.run.RunState;
import dev.baton.run.StepState;
import dev.baton.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything that was said in a run, and by which schemas it may be personal. */
final class RunValues {
    private RunValues() {}

    /** @param specs of all tools that there are now, since policies read facts with any of them */
    static Concealment in(RunState.Active run, RunDefinition definition, List<ToolSpec> specs) {
        var schemas = new ArrayList<Json.Obj>(List.of(definition.contract().input()));
        Stream.concat(definition.tools().stream(), specs.stream()).forEach(tool -> {
            schemas.add(tool.input());
            schemas.add(tool.output());
        });
        return Concealment.of(schemas, values(run));
    }

    private static List<Json> values(RunState.Active run) {
        var values = new ArrayList<Json>(List.of(run.submitted().input()));
        run.steps().values().forEach(state -> {
            if (state instanceof StepState.Done done) {
                values.add(done.args());
                values.add(done.result());
            }
        });
        for (var effect : run.effects().values()) {
            values.add(effect.args());
            if (effect.status() instanceof EffectState.Status.Confirmed(var result, var at)) {
                values.add(result);
            }
        }
        run.approvals().values().forEach(approval -> {
            values.add(approval.asked().args());
            values.add(approval.asked().facts());
        });
        return values;
    }
}
