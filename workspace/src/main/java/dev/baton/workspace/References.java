package dev.baton.workspace;

import dev.baton.agent.AgentDefinition;
import dev.baton.assistant.AssistantDefinition;
import dev.baton.handoff.Contract;
import dev.baton.json.Fields;
import dev.baton.knowledge.KnowledgeDefinition;
import dev.baton.plan.Action;
import dev.baton.plan.Playbook;
import dev.baton.policy.Policy;
import dev.baton.policy.Policy.Rule;
import dev.baton.run.Planning;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.ConnectionDefinition.ToolDeclaration;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolName;
import dev.baton.trigger.TriggerCheck;
import dev.baton.trigger.TriggerDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks what definitions say about each other. */
record References(
        Definitions<AgentDefinition> agents,
        Definitions<AssistantDefinition> assistants,
        Definitions<Contract> contracts,
        Definitions<ConnectionDefinition> connections,
        Definitions<Policy> policies,
        Definitions<Playbook> playbooks,
        Definitions<KnowledgeDefinition> knowledge,
        Definitions<TriggerDefinition> triggers,
        Set<String> roles,
        List<Diagnostic> problems,
        Set<String> missing) {

    References(
            Definitions<AgentDefinition> agents,
            Definitions<AssistantDefinition> assistants,
            Definitions<Contract> contracts,
            Definitions<ConnectionDefinition> connections,
            Definitions<Policy> policies,
            Definitions<Playbook> playbooks,
            Definitions<KnowledgeDefinition> knowledge,
            Definitions<TriggerDefinition> triggers,
            Set<String> roles) {
        this(
                agents,
                assistants,
                contracts,
                connections,
                policies,
                playbooks,
                knowledge,
                triggers,
                roles,
                new ArrayList<>(),
                new HashSet<>());
    }

    List<Diagnostic> check() {
        agents.forEach(this::checkAgent);
        assistants.forEach(this::checkAssistant);
        contracts.forEach(this::checkContract);
        connections.forEach(this::checkConnection);
        policies.forEach(this::checkPolicy);
        playbooks.forEach(this::checkPlaybook);
        triggers.forEach(this::checkTrigger);
        checkPerformers();
        return List.copyOf(problems);
    }

    private void checkAgent(AgentDefinition agent, SourceFile file) {
        checkTools(agent.tools(), "/tools", file);
        for (var i = 0; i < agent.performs().size(); i++) {
            contract(agent.performs().get(i), "/performs/" + i, file);
        }
        checkNames(agent.policies(), policies, "policy", "/policies", file);
        agent.planner()
                .planning()
                .flatMap(Planning::approve)
                .ifPresent(role -> checkRole(role, "/planner/approve", file));
        agent.planner().playbook().ifPresent(name -> checkName(name, playbooks, "playbook", "/planner", file));
    }

    private void checkAssistant(AssistantDefinition assistant, SourceFile file) {
        for (var i = 0; i < assistant.tools().size(); i++) {
            var tool = assistant.tools().get(i);
            if (checkTool(tool, "/tools/" + i, file) && isDeclaredWrite(tool)) {
                tell(file, "/tools/" + i, "'" + tool + "' is a write, and an assistant never writes");
            }
        }
        checkNames(assistant.knowledge(), knowledge, "knowledge", "/knowledge", file);
        for (var i = 0; i < assistant.contracts().size(); i++) {
            var pointer = "/contracts/" + i;
            contract(assistant.contracts().get(i), pointer, file)
                    .ifPresent(contract -> checkCaller(assistant, contract, pointer, file));
        }
        checkReads(assistant, file);
    }

    private void checkCaller(AssistantDefinition assistant, Contract contract, String pointer, SourceFile file) {
        if (!contract.callers().contains("assistant:" + assistant.name())) {
            var callers = String.join(", ", contract.callers());
            tell(
                    file,
                    pointer,
                    "'assistant:" + assistant.name() + "' is not among the callers of " + contract.id() + " (" + callers
                            + ")");
        }
    }

    private void checkReads(AssistantDefinition assistant, SourceFile file) {
        var fieldNames = new TreeSet<String>();
        assistant
                .contracts()
                .forEach(reference -> newest(reference)
                        .ifPresent(contract -> fieldNames.addAll(ContractReader.properties(contract.input())
                                .members()
                                .keySet())));
        assistant.checks().forEach((field, check) -> {
            var pointer = "/checks/" + Fields.escaped(field);
            if (!fieldNames.contains(field)
                    && assistant.contracts().stream().allMatch(c -> newest(c).isPresent())) {
                tell(
                        file,
                        pointer,
                        "no contract of this assistant has a field '" + field + "'"
                                + Fields.suggestion(field, fieldNames));
            }
            checkGranted(check.read(), assistant, pointer + "/read", file);
        });
        for (var i = 0; i < assistant.answers().size(); i++) {
            checkGranted(assistant.answers().get(i).read(), assistant, "/answers/" + i + "/read", file);
        }
    }

    private void checkGranted(ToolName tool, AssistantDefinition assistant, String pointer, SourceFile file) {
        if (!assistant.tools().contains(tool)) {
            var granted = assistant.tools().stream().map(ToolName::toString).toList();
            tell(
                    file,
                    pointer,
                    "'" + tool + "' is not among the tools of this assistant"
                            + Fields.suggestion(tool.toString(), granted));
        }
    }

    private void checkContract(Contract contract, SourceFile file) {
        for (var i = 0; i < contract.callers().size(); i++) {
            var caller = contract.callers().get(i);
            if (caller.startsWith("assistant:")) {
                checkName(caller.substring("assistant:".length()), assistants, "assistant", "/callers/" + i, file);
            } else if (caller.startsWith("agent:")) {
                checkName(caller.substring("agent:".length()), agents, "agent", "/callers/" + i, file);
            } else if (caller.startsWith("trigger:")) {
                checkName(caller.substring("trigger:".length()), triggers, "trigger", "/callers/" + i, file);
            }
        }
        contract.proof().forEach((outcome, tool) -> {
            var pointer = "/proof/" + Fields.escaped(outcome);
            if (checkTool(tool, pointer, file)) {
                performers(contract).stream()
                        .filter(agent -> !agent.tools().contains(tool))
                        .forEach(agent -> tell(
                                file,
                                pointer,
                                "the agent '" + agent.name() + "' has no tool '" + tool + "', so it could never prove '"
                                        + outcome + "'"));
            }
        });
    }

    /** Exactly one agent carries out a contract, or nobody would know whose work it is. */
    private void checkPerformers() {
        contracts.forEach((contract, file) -> {
            var performers =
                    performers(contract).stream().map(AgentDefinition::name).toList();
            if (performers.isEmpty() && agents.allSound()) {
                tell(file, "/name", "no agent performs " + contract.id());
            } else if (performers.size() > 1) {
                tell(
                        file,
                        "/name",
                        "more than one agent performs " + contract.id() + ": " + String.join(", ", performers));
            }
        });
    }

    private List<AgentDefinition> performers(Contract contract) {
        Map<String, AgentDefinition> performers = new LinkedHashMap<>();
        agents.forEach((agent, file) -> agent.performs().stream()
                .filter(reference -> newest(reference).equals(Optional.of(contract)))
                .forEach(reference -> performers.put(agent.name(), agent)));
        return List.copyOf(performers.values());
    }

    private void checkConnection(ConnectionDefinition connection, SourceFile file) {
        connection.tools().forEach((name, tool) -> {
            var pointer = "/tools/" + Fields.escaped(name);
            tool.idempotency()
                    .flatMap(Idempotency::lookup)
                    .ifPresent(lookup -> checkRead(lookup.tool(), pointer + "/idempotency/lookup", file));
            tool.undo().ifPresent(undo -> checkWrite(undo.tool(), pointer + "/undo/tool", file));
        });
    }

    private void checkWrite(ToolName tool, String pointer, SourceFile file) {
        if (checkTool(tool, pointer, file) && isDeclaredRead(tool)) {
            tell(file, pointer, "'" + tool + "' is a read, but only a write takes something back");
        }
    }

    private void checkPolicy(Policy policy, SourceFile file) {
        policy.facts()
                .forEach((name, fact) -> checkRead(fact.read(), "/facts/" + Fields.escaped(name) + "/read", file));
        policy.windows()
                .forEach((name, window) ->
                        checkTools(window.tools(), "/windows/" + Fields.escaped(name) + "/tools", file));
        for (var i = 0; i < policy.rules().size(); i++) {
            checkTools(
                    policy.rules().get(i).tools(),
                    "/rules/" + i + "/" + word(policy.rules().get(i)),
                    file);
            var by = "/rules/" + i + "/approval/by";
            policy.rules().get(i).approval().ifPresent(terms -> checkRole(terms.by(), by, file));
        }
        for (var i = 0; i < policy.tests().size(); i++) {
            checkTool(policy.tests().get(i).tool(), "/tests/" + i + "/tool", file);
        }
    }

    private static String word(Rule rule) {
        return rule.decision().name().toLowerCase(Locale.ROOT);
    }

    private void checkPlaybook(Playbook playbook, SourceFile file) {
        playbook.plan().steps().forEach((name, step) -> {
            switch (step.action()) {
                case Action.UseTool use -> checkTool(use.tool(), "/steps/" + name + "/tool", file);
                case Action.HandOff handOff -> contract(handOff.contract(), "/steps/" + name + "/handoff", file);
                case Action.Ask ask -> {
                    if (!ask.of().equals(Action.Ask.REQUESTER)) {
                        checkRole(ask.of(), "/steps/" + name + "/ask", file);
                    }
                }
                case Action.Judge ignored -> {} // refers to nothing
                case Action.WaitFor ignored -> {} // refers to nothing
                case Action.WaitUntil ignored -> {} // refers to nothing
                case Action.Open ignored -> {} // refers to nothing
            }
        });
    }

    private void checkTrigger(TriggerDefinition trigger, SourceFile file) {
        TriggerCheck.of(trigger, contract(trigger.start(), "/start", file))
                .forEach(problem -> problems.add(file.diagnostic(problem)));
    }

    /** Nobody would ever decide what a role decides that nobody has; where roles come from elsewhere, nothing is known. */
    private void checkRole(String role, String pointer, SourceFile file) {
        if (!roles.isEmpty() && !roles.contains(role)) {
            tell(file, pointer, "the people file knows no role '" + role + "'" + Fields.suggestion(role, roles));
        }
    }

    private void checkTools(List<ToolName> tools, String pointer, SourceFile file) {
        for (var i = 0; i < tools.size(); i++) {
            checkTool(tools.get(i), pointer + "/" + i, file);
        }
    }

    private void checkRead(ToolName tool, String pointer, SourceFile file) {
        if (checkTool(tool, pointer, file) && isDeclaredWrite(tool)) {
            tell(file, pointer, "'" + tool + "' is a write, but a read is needed here");
        }
    }

    /** True when the tool is there. */
    private boolean checkTool(ToolName tool, String pointer, SourceFile file) {
        if (connections.isBroken(tool.connection())) {
            return false;
        }
        var connection = connections.find(tool.connection());
        if (connection.isEmpty()) {
            if (missing.add(file.file() + " " + tool.connection())) { // one mistake, told once a file
                checkName(tool.connection(), connections, "connection", pointer, file);
            }
            return false;
        }
        var tools = connection.get().tools().keySet();
        if (!tools.contains(tool.operation())) {
            tell(
                    file,
                    pointer,
                    "the connection '" + tool.connection() + "' has no tool '" + tool.operation() + "'"
                            + Fields.suggestion(tool.operation(), tools));
            return false;
        }
        return true;
    }

    private boolean isDeclaredWrite(ToolName name) {
        return connections
                .find(name.connection())
                .flatMap(connection -> Optional.ofNullable(connection.tools().get(name.operation())))
                .filter(ConnectionReader::isDeclaredWrite)
                .isPresent();
    }

    private boolean isDeclaredRead(ToolName name) {
        return connections
                .find(name.connection())
                .flatMap(connection -> Optional.ofNullable(connection.tools().get(name.operation())))
                .flatMap(ToolDeclaration::access)
                .equals(Optional.of(Access.READ));
    }

    private void checkNames(List<String> names, Definitions<?> known, String noun, String pointer, SourceFile file) {
        for (var i = 0; i < names.size(); i++) {
            checkName(names.get(i), known, noun, pointer + "/" + i, file);
        }
    }

    private void checkName(String name, Definitions<?> known, String noun, String pointer, SourceFile file) {
        if (known.find(name).isEmpty() && !known.isBroken(name)) {
            tell(file, pointer, "there is no " + noun + " '" + name + "'" + Fields.suggestion(name, known.ids()));
        }
    }

    private Optional<Contract> contract(String reference, String pointer, SourceFile file) {
        var contract = newest(reference);
        var name = reference.replaceFirst("@.*", "");
        if (contract.isEmpty() && !contracts.isBroken(name)) {
            var known = new TreeSet<>(contracts.ids());
            contracts.forEach((other, source) -> known.add(other.id().name()));
            tell(file, pointer, "there is no contract '" + reference + "'" + Fields.suggestion(reference, known));
        }
        return contract;
    }

    private Optional<Contract> newest(String reference) {
        return contracts.byId().values().stream()
                .filter(contract -> contract.id().name().equals(reference)
                        || contract.id().toString().equals(reference))
                .max(Comparator.comparingInt(contract -> contract.id().version()));
    }

    private void tell(SourceFile file, String pointer, String message) {
        problems.add(file.diagnostic(pointer, message));
    }
}
