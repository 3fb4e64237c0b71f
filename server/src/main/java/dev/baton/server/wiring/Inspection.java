package dev.baton.server.wiring;

import dev.baton.agent.AgentDefinition;
import dev.baton.assistant.AssistantDefinition;
import dev.baton.connect.ConnectionStatus;
import dev.baton.handoff.Contract;
import dev.baton.json.Problem;
import dev.baton.plan.ArgumentCheck;
import dev.baton.plan.Compilation;
import dev.baton.plan.PlanCompiler;
import dev.baton.policy.Policy;
import dev.baton.policy.PolicyExamples;
import dev.baton.policy.PolicyReview;
import dev.baton.policy.PolicySet;
import dev.baton.run.RunDefinition;
import dev.baton.tool.CompiledTool;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import dev.baton.workspace.DefinitionKind;
import dev.baton.workspace.Diagnostic;
import dev.baton.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can only be said about a workspace once its systems have told what they offer: whether its plans compile against
 * the real tools, whether its policies do, and whether their tests come out as they say.
 */
final class Inspection {
    private final Workspace workspace;
    private final Map<ToolName, ToolSpec> specs;
    private final List<Diagnostic> problems = new ArrayList<>();

    private Inspection(Workspace workspace, Collection<ToolSpec> specs) {
        this.workspace = workspace;
        this.specs = specs.stream().collect(Collectors.toMap(ToolSpec::name, Function.identity()));
    }

    /** What is wrong with the definitions, by place. */
    static List<Diagnostic> of(Workspace workspace, Collection<ToolSpec> specs, List<ConnectionStatus> connections) {
        var inspection = new Inspection(workspace, specs);
        connections.stream().filter(ConnectionStatus::up).forEach(inspection::tools);
        workspace.agents().values().forEach(inspection::agent);
        workspace.assistants().values().forEach(inspection::assistant);
        return inspection.sorted();
    }

    /** The writes among the tools of assistants, which no assistant may have: some show only once connected. */
    static List<Diagnostic> writesOfAssistants(Workspace workspace, Collection<ToolSpec> specs) {
        var inspection = new Inspection(workspace, specs);
        workspace.assistants().values().forEach(inspection::assistant);
        return inspection.sorted();
    }

    private void assistant(AssistantDefinition assistant) {
        for (var i = 0; i < assistant.tools().size(); i++) {
            var tool = assistant.tools().get(i);
            if (specs.containsKey(tool) && spec(tool).isWrite()) {
                add(
                        DefinitionKind.ASSISTANT,
                        assistant.name(),
                        "/tools/" + i,
                        tool + " is a write, and assistants only read; give it to an agent");
            }
        }
    }

    /** Which connections are down: that is no mistake in a file, but what rests on them cannot be checked. */
    static List<Diagnostic> down(Workspace workspace, List<ConnectionStatus> connections) {
        var inspection = new Inspection(workspace, List.of());
        connections.stream().filter(connection -> !connection.up()).forEach(inspection::isDown);
        return inspection.sorted();
    }

    /** What is of no use in policies, by place: no mistake, but hardly what was meant. */
    static List<Diagnostic> ofNoUse(Workspace workspace, Collection<ToolSpec> specs) {
        var inspection = new Inspection(workspace, specs);
        for (var policy : workspace.policies().values()) {
            var granted = workspace.agents().values().stream()
                    .filter(agent -> agent.policies().contains(policy.name()))
                    .flatMap(agent -> agent.tools().stream())
                    .collect(Collectors.toSet());
            inspection.addAll(
                    DefinitionKind.POLICY, policy.name(), PolicyReview.of(policy, granted, inspection.specs.keySet()));
        }
        return inspection.sorted();
    }

    private List<Diagnostic> sorted() {
        return problems.stream().sorted().distinct().toList();
    }

    private void isDown(ConnectionStatus connection) {
        var reason = connection.reason().orElse("its system does not say what it offers");
        add(DefinitionKind.CONNECTION, connection.name(), "/url", "the connection is down: " + reason);
    }

    private void tools(ConnectionStatus connection) {
        for (var tool : connection.tools()) {
            tool.problem()
                    .ifPresent(problem -> add(
                            DefinitionKind.CONNECTION,
                            connection.name(),
                            "/tools/" + tool.name().operation(),
                            problem));
            Optional.ofNullable(specs.get(tool.name())).ifPresent(this::undo);
        }
    }

    /** What takes a write back has to be a write that takes what it is given. */
    private void undo(ToolSpec tool) {
        var other = tool.undo().flatMap(undo -> Optional.ofNullable(specs.get(undo.tool())));
        var pointer = "/tools/" + tool.name().operation() + "/undo";
        if (other.isPresent() && !other.get().isWrite()) {
            var message = "'" + other.get().name() + "' is a read, but only a write takes something back";
            add(DefinitionKind.CONNECTION, tool.name().connection(), pointer + "/tool", message);
        } else if (other.isPresent()) {
            new CompiledTool(tool)
                    .undoTemplate()
                    .ifPresent(args -> addAll(
                            DefinitionKind.CONNECTION,
                            tool.name().connection(),
                            ArgumentCheck.of(other.get().input(), args, pointer + "/args")));
        }
    }

    private void agent(AgentDefinition agent) {
        for (var reference : agent.performs()) {
            workspace.contract(reference).ifPresent(contract -> {
                plan(agent, contract);
                policies(agent, contract);
            });
        }
    }

    private void plan(AgentDefinition agent, Contract contract) {
        var name = agent.planner().playbook().orElse("");
        var playbook = workspace.playbooks().get(name);
        var granted = agent.tools().stream()
                .filter(specs::containsKey)
                .map(this::spec)
                .toList();
        // a plan over tools that are not there would only repeat what the connection's own problem says
        if (playbook == null || granted.size() < agent.tools().size()) {
            return;
        }
        var callees = RunDefinition.callees(workspace.contracts().values(), agent.name());
        if (new PlanCompiler(granted, callees, contract.input(), contract.output()).compile(playbook.plan())
                instanceof Compilation.Rejected(var found)) {
            addAll(DefinitionKind.PLAYBOOK, name, found);
        }
    }

    private void policies(AgentDefinition agent, Contract contract) {
        for (var name : agent.policies()) {
            var policy = workspace.policies().get(name);
            if (policy != null && mentioned(policy).allMatch(specs::containsKey)) {
                policy(policy, contract);
            }
        }
    }

    private static java.util.stream.Stream<ToolName> mentioned(Policy policy) {
        return java.util.stream.Stream.concat(
                policy.facts().values().stream().map(Policy.Fact::read),
                policy.rules().stream().flatMap(rule -> rule.tools().stream()));
    }

    private void policy(Policy policy, Contract contract) {
        switch (PolicySet.compile(List.of(policy), specs, contract.input())) {
            case PolicySet.Compilation.Broken(var found) ->
                found.forEach((name, ofPolicy) -> addAll(DefinitionKind.POLICY, name, ofPolicy));
            case PolicySet.Compilation.Compiled(var alone) ->
                PolicyExamples.run(policy, alone, specs).forEach(failure -> failed(policy, failure));
        }
    }

    private void failed(Policy policy, PolicyExamples.Failure failure) {
        var names = policy.tests().stream().map(Policy.Example::name).toList();
        add(
                DefinitionKind.POLICY,
                policy.name(),
                "/tests/" + names.indexOf(failure.test()),
                "the test '" + failure.test() + "' fails: " + failure.message());
    }

    private ToolSpec spec(ToolName name) {
        return java.util.Objects.requireNonNull(specs.get(name), () -> "no tool " + name);
    }

    private void addAll(DefinitionKind kind, String id, List<Problem> found) {
        found.forEach(problem -> add(kind, id, problem.path(), problem.message()));
    }

    private void add(DefinitionKind kind, String id, String pointer, String message) {
        problems.add(workspace.sources().diagnostic(kind, id, pointer, message));
    }
}
