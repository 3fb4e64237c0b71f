package dev.baton.assess;

import dev.baton.agent.AgentDefinition;
import dev.baton.assistant.AssistantDefinition;
import dev.baton.handoff.Contract;
import dev.baton.plan.Action;
import dev.baton.plan.Plan;
import dev.baton.plan.Playbook;
import dev.baton.plan.Step;
import dev.baton.policy.Policy;
import dev.baton.tool.Access;
import dev.baton.tool.ToolName;
import dev.baton.workspace.Workspace;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The answers that definitions give without being asked. */
final class DefinedAnswers {
    private DefinedAnswers() {}

    /** The work that an agent does under a contract. */
    static Answers of(Workspace workspace, AgentDefinition agent, Contract contract) {
        var plan = plan(workspace, agent);
        var writes = agent.tools().stream().anyMatch(tool -> isWrite(workspace, tool))
                || !contract.proof().isEmpty();
        var given = new EnumMap<Question, Boolean>(Question.class);
        given.put(Question.SYSTEMS, writes && systems(agent).size() > 1);
        given.put(
                Question.STEPS,
                plan.map(DefinedAnswers::depends).orElse(agent.tools().size() > 1));
        given.put(Question.UNPROMPTED, contract.callers().stream().anyMatch(DefinedAnswers::isNoPerson));
        given.put(Question.CONTEXT, plan.filter(DefinedAnswers::waits).isPresent() || asks(workspace, agent));
        given.put(Question.OUTCOME, !contract.proof().isEmpty());
        given.put(Question.PEOPLE, !offeredBy(workspace, contract).isEmpty());
        return new Answers(given);
    }

    /** The work of an assistant that hands nothing off: it reads and answers. */
    static Answers of(Workspace workspace, AssistantDefinition assistant) {
        var work = AgentWork.in(assistant.instructions()).isPresent();
        var writes = assistant.tools().stream().anyMatch(tool -> isWrite(workspace, tool));
        var given = new EnumMap<Question, Boolean>(Question.class);
        given.put(
                Question.SYSTEMS, (writes || work) && systems(assistant.tools()).size() > 1);
        given.put(Question.STEPS, false);
        given.put(Question.UNPROMPTED, AgentWork.unprompted(assistant.instructions()));
        given.put(Question.CONTEXT, false);
        given.put(Question.OUTCOME, writes || work);
        given.put(Question.PEOPLE, true);
        return new Answers(given);
    }

    private static boolean isNoPerson(String caller) {
        return caller.startsWith("trigger:") || caller.startsWith("agent:") || caller.equals("role:service");
    }

    private static Optional<Plan> plan(Workspace workspace, AgentDefinition agent) {
        return agent.planner()
                .playbook()
                .flatMap(name -> Optional.ofNullable(workspace.playbooks().get(name)))
                .map(Playbook::plan);
    }

    private static boolean depends(Plan plan) {
        return plan.steps().values().stream()
                .anyMatch(step -> !step.needs().isEmpty()
                        || step.when().filter(when -> when.contains("steps.")).isPresent()
                        || step.each().filter(each -> each.contains("steps.")).isPresent()
                        || arguments(step).contains("steps."));
    }

    private static String arguments(Step step) {
        return switch (step.action()) {
            case Action.UseTool use -> use.args().write();
            case Action.Judge judge -> judge.question() + judge.with().write();
            case Action.Ask ask -> ask.question();
            case Action.HandOff handOff -> handOff.input().write();
            case Action.WaitUntil until -> until.time();
            case Action.Open open -> open.question();
            case Action.WaitFor ignored -> "";
        };
    }

    private static boolean waits(Plan plan) {
        return plan.steps().values().stream().anyMatch(step -> !(step.action() instanceof Action.UseTool));
    }

    /** Whether a rule over one of its tools asks a person. */
    private static boolean asks(Workspace workspace, AgentDefinition agent) {
        return agent.policies().stream()
                .map(name -> workspace.policies().get(name))
                .filter(Objects::nonNull)
                .flatMap(policy -> policy.rules().stream())
                .filter(rule -> rule.decision() == Policy.Decision.ASK)
                .anyMatch(rule -> rule.tools().stream().anyMatch(agent.tools()::contains));
    }

    static List<String> systems(AgentDefinition agent) {
        return systems(agent.tools());
    }

    static List<String> systems(List<ToolName> tools) {
        return tools.stream().map(ToolName::connection).distinct().toList();
    }

    /** Assistants that offer a contract and may. */
    static Set<String> offeredBy(Workspace workspace, Contract contract) {
        var assistants = new HashSet<String>();
        workspace.assistants().values().stream()
                .filter(assistant -> contract.callers().contains("assistant:" + assistant.name()))
                .filter(assistant -> assistant.contracts().stream()
                        .anyMatch(reference -> workspace.contract(reference).equals(Optional.of(contract))))
                .forEach(assistant -> assistants.add(assistant.name()));
        return assistants;
    }

    /** Whether an agent's playbook hands off by a contract. */
    static boolean handsOff(Workspace workspace, String agent, Contract contract) {
        return Optional.ofNullable(workspace.agents().get(agent)).flatMap(it -> plan(workspace, it)).stream()
                .flatMap(plan -> plan.steps().values().stream())
                .map(Step::action)
                .anyMatch(action -> action instanceof Action.HandOff handOff
                        && workspace.contract(handOff.contract()).equals(Optional.of(contract)));
    }

    /** What the files say about a tool; what only its system knows is not known here. */
    static boolean isWrite(Workspace workspace, ToolName name) {
        return Optional.ofNullable(workspace.connections().get(name.connection()))
                .flatMap(connection -> Optional.ofNullable(connection.tools().get(name.operation())))
                .filter(tool -> tool.access()
                        .map(access -> access == Access.WRITE)
                        .orElse(tool.idempotency().isPresent()
                                || tool.once().isPresent()
                                || tool.undo().isPresent()))
                .isPresent();
    }
}
