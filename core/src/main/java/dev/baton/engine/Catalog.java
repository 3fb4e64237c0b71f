package dev.baton.engine;

import dev.baton.agent.AgentDefinition;
import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.json.Fields;
import dev.baton.plan.Playbook;
import dev.baton.policy.Policy;
import dev.baton.principal.People;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The definitions that are in force now, and the people of the workspace. */
public record Catalog(
        List<Contract> contracts,
        List<AgentDefinition> agents,
        List<Policy> policies,
        List<Playbook> playbooks,
        People people) {

    public Catalog(
            List<Contract> contracts, List<AgentDefinition> agents, List<Policy> policies, List<Playbook> playbooks) {
        this(contracts, agents, policies, playbooks, People.NONE);
    }

    /** A contract by {@code name@version}, or by name alone the newest version. */
    public Optional<Contract> contract(String nameOrId) {
        return contracts.stream()
                .filter(contract -> contract.id().name().equals(nameOrId)
                        || contract.id().toString().equals(nameOrId))
                .max(Comparator.comparingInt(contract -> contract.id().version()));
    }

    String suggestContract(String name) {
        return Fields.suggestion(
                name, contracts.stream().map(Contract::id).map(ContractId::name).toList());
    }

    Optional<AgentDefinition> performerOf(Contract contract) {
        return agents.stream()
                .filter(agent -> agent.performs().contains(contract.id().name()))
                .findFirst();
    }

    Optional<AgentDefinition> agent(String name) {
        return agents.stream().filter(agent -> agent.name().equals(name)).findFirst();
    }

    List<Policy> policiesOf(AgentDefinition agent) {
        return policies.stream()
                .filter(policy -> agent.policies().contains(policy.name()))
                .toList();
    }

    Optional<Playbook> playbook(String name) {
        return playbooks.stream()
                .filter(playbook -> playbook.name().equals(name))
                .findFirst();
    }
}
