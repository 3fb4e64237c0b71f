package dev.baton.workspace;

import dev.baton.agent.AgentDefinition;
import dev.baton.assistant.AssistantDefinition;
import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.knowledge.KnowledgeDefinition;
import dev.baton.plan.Playbook;
import dev.baton.policy.Policy;
import dev.baton.principal.People;
import dev.baton.tool.ConnectionDefinition;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions of a workspace folder, by name.
 *
 * @param folder absolute
 * @param contracts every version
 * @param sources where each definition stands
 */
public record Workspace(
        Path folder,
        Map<String, AgentDefinition> agents,
        Map<String, AssistantDefinition> assistants,
        Map<ContractId, Contract> contracts,
        Map<String, ConnectionDefinition> connections,
        Map<String, Policy> policies,
        Map<String, Playbook> playbooks,
        Map<String, KnowledgeDefinition> knowledge,
        People people,
        Sources sources) {

    /** A contract by {@code name@version}, or the newest version by {@code name}. */
    public Optional<Contract> contract(String reference) {
        return contracts.values().stream()
                .filter(contract -> contract.id().name().equals(reference)
                        || contract.id().toString().equals(reference))
                .max(Comparator.comparingInt(contract -> contract.id().version()));
    }

    /** The agent that carries out a contract. */
    public Optional<AgentDefinition> performer(ContractId id) {
        return agents.values().stream()
                .filter(agent -> agent.performs().stream()
                        .anyMatch(reference -> contract(reference)
                                .filter(contract -> contract.id().equals(id))
                                .isPresent()))
                .findFirst();
    }
}
