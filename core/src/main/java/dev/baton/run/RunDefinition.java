package dev.baton.run;

import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.plan.Callee;
import dev.baton.plan.PlanReader;
import dev.baton.plan.Playbook;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run keeps from its start to its end, whatever is changed in the workspace meanwhile. Policies are not in here:
 * they always are the current ones.
 *
 * @param granted the tools that the agent may use in plans
 * @param tools the specs of those and of everything that lookups, undoing and policies' facts need
 * @param playbook the name of the plan that a person wrote; empty when there is none, and so is {@code plan}
 * @param callees the contracts under which its plans may hand off
 * @param planning how a model makes the plans; then the playbook, if there is one, is for when it cannot
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
        OnFailure onFailure,
        List<Callee> callees,
        Optional<Planning> planning) {

    public RunDefinition {
        granted = List.copyOf(granted);
        tools = List.copyOf(tools);
        callees = List.copyOf(callees);
    }

    public boolean hasPlaybook() {
        return !playbook.isEmpty();
    }

    public static Json.Obj planOf(Playbook playbook) {
        return PlanReader.write(playbook.plan());
    }

    /** The contracts of which an agent is a caller, each in its newest version. */
    public static List<Callee> callees(Collection<Contract> contracts, String agent) {
        return contracts.stream()
                .filter(contract -> contract.callers().contains("agent:" + agent))
                .filter(contract -> contracts.stream().noneMatch(other -> isNewer(other.id(), contract.id())))
                .map(contract -> new Callee(
                        contract.id().name(),
                        contract.input(),
                        Set.copyOf(contract.trustedFields()),
                        contract.output()))
                .toList();
    }

    private static boolean isNewer(ContractId one, ContractId other) {
        return one.name().equals(other.name()) && one.version() > other.version();
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
