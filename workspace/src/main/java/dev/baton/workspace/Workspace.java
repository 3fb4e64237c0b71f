package dev.baton.workspace;

import dev.baton.agent.AgentDefinition;
import dev.baton.assistant.AssistantDefinition;
import dev.baton.callback.Receivers;
import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.knowledge.KnowledgeDefinition;
import dev.baton.model.ModelsDefinition;
import dev.baton.model.Prompts;
import dev.baton.plan.Playbook;
import dev.baton.policy.Policy;
import dev.baton.principal.People;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.trigger.TriggerDefinition;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The definitions of a workspace folder, by name.
 *
 * @param folder absolute
 * @param contracts every version
 * @param prompts those that are shipped, but for the workspace's own
 * @param callbacks who may be told of handoffs
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
        Map<String, TriggerDefinition> triggers,
        People people,
        ModelsDefinition models,
        Prompts prompts,
        Receivers callbacks,
        Sources sources) {

    /** A contract by {@code name@version}, or the newest version by {@code name}. */
    public Optional<Contract> contract(String reference) {
        return contracts.values().stream()
                .filter(contract -> contract.id().name().equals(reference)
                        || contract.id().toString().equals(reference))
                .max(Comparator.comparingInt(contract -> contract.id().version()));
    }

    /** Everything that the connections need and the settings do not have. */
    public List<Diagnostic> unresolved(Settings settings) {
        return connections.values().stream()
                .flatMap(connection -> unresolved(settings, connection))
                .toList();
    }

    private Stream<Diagnostic> unresolved(Settings settings, ConnectionDefinition connection) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("/url", connection.url());
        connection.auth().ifPresent(auth -> add(texts, "/auth/", auth.texts()));
        connection.readAuth().ifPresent(auth -> add(texts, "/readAuth/", auth.texts()));
        connection.options().proxy().ifPresent(proxy -> texts.put("/proxy", proxy));
        add(texts, "/environment/", connection.options().environment());
        return texts.entrySet().stream()
                .flatMap(text -> unresolved(settings, connection, text.getKey(), text.getValue()).stream());
    }

    private static void add(Map<String, String> all, String prefix, Map<String, String> texts) {
        texts.forEach((name, text) -> all.put(prefix + name, text));
    }

    private Optional<Diagnostic> unresolved(
            Settings settings, ConnectionDefinition connection, String pointer, String text) {
        return settings.problem(text)
                .map(problem -> sources.diagnostic(DefinitionKind.CONNECTION, connection.name(), pointer, problem));
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
