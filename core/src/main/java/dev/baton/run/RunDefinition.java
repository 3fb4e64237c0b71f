package dev.baton.run;

import dev.baton.handoff.Contract;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.plan.PlanReader;
import dev.baton.plan.Playbook;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a run keeps from its start to its end, whatever is changed in the workspace meanwhile. Policies are not in here:
 * they always are the current ones.
 *
 * @param granted the tools that the agent may use in plans
 * @param tools the specs of those and of every read that lookups or policies' facts need
 */
public record RunDefinition(
        String agent,
        String goal,
        Contract contract,
        List<ToolName> granted,
        List<ToolSpec> tools,
        String playbook,
        Json.Obj plan,
        Limits limits,
        OnFailure onFailure) {

    public RunDefinition {
        granted = List.copyOf(granted);
        tools = List.copyOf(tools);
    }

    public static Json.Obj planOf(Playbook playbook) {
        return PlanReader.write(playbook.plan());
    }

    public Optional<ToolSpec> tool(ToolName name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    public Json.Obj toJson() {
        return JsonMapping.toJson(this);
    }

    public static RunDefinition fromJson(Json json) {
        return JsonMapping.fromJson(json, RunDefinition.class);
    }

    public Digest digest() {
        return Digest.of(toJson());
    }
}
