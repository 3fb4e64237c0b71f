package dev.baton.assess;

import dev.baton.agent.AgentDefinition;
import dev.baton.assistant.AssistantDefinition;
import dev.baton.handoff.Contract;
import dev.baton.principal.Principal;
import dev.baton.workspace.DefinitionKind;
import dev.baton.workspace.Diagnostic;
import dev.baton.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a workspace has, held against what its own definitions call for.
 *
 * @param works one for each contract that an agent performs, and one for each assistant without a contract
 * @param mismatches by place
 */
public record WorkspaceReview(List<Work> works, List<Diagnostic> mismatches) {
    /** Roles that need nobody in people.yaml: programs have one, whoever oversees the workspace the other. */
    private static final Set<String> ROLES_OF_THEIR_OWN = Set.of("service", "operator");

    public WorkspaceReview {
        works = List.copyOf(works);
        mismatches = mismatches.stream().sorted().distinct().toList();
    }

    /**
     * A piece of work that the workspace does.
     *
     * @param by the agent or the assistant that does it
     * @param built what there is for it
     * @param workflow with the answers that its definitions give
     */
    public record Work(String by, Choice built, Workflow workflow) {}

    public static WorkspaceReview of(Workspace workspace) {
        var reviewer = new Reviewer(workspace, new ArrayList<>(), new ArrayList<>());
        workspace.agents().values().forEach(reviewer::agent);
        workspace.assistants().values().forEach(reviewer::assistant);
        return new WorkspaceReview(reviewer.works(), reviewer.mismatches());
    }

    private record Reviewer(Workspace workspace, List<Work> works, List<Diagnostic> mismatches) {

        void agent(AgentDefinition agent) {
            var contracts = agent.performs().stream()
                    .flatMap(reference -> workspace.contract(reference).stream())
                    .toList();
            for (var contract : contracts) {
                var answers = DefinedAnswers.of(workspace, agent, contract);
                var built = DefinedAnswers.offeredBy(workspace, contract).isEmpty() ? Choice.AGENT : Choice.HYBRID;
                var workflow = new Workflow(
                        contract.id().name(),
                        contract.description(),
                        DefinedAnswers.systems(agent),
                        Optional.empty(),
                        Optional.empty(),
                        answers);
                works.add(new Work(agent.name(), built, workflow));
                if (workflow.assessment().choice() == Choice.ASSISTANT) {
                    tell(
                            DefinitionKind.AGENT,
                            agent.name(),
                            "/performs",
                            "the agent '" + agent.name() + "' does what an assistant could do with reads for "
                                    + contract.id().name() + ": "
                                    + workflow.assessment().score() + " of "
                                    + Question.scored().size() + " answers ask for an agent");
                }
            }
            if (contracts.stream().noneMatch(this::isCalled)) {
                tell(
                        DefinitionKind.AGENT,
                        agent.name(),
                        "/performs",
                        "nobody can start the agent '" + agent.name() + "': "
                                + (contracts.isEmpty()
                                        ? "it performs no contract that is there"
                                        : "no caller of " + names(contracts) + " is there to call"));
            }
        }

        private static String names(List<Contract> contracts) {
            return String.join(
                    ", ", contracts.stream().map(it -> it.id().toString()).toList());
        }

        private boolean isCalled(Contract contract) {
            return contract.callers().stream().anyMatch(caller -> calls(caller, contract));
        }

        private boolean calls(String caller, Contract contract) {
            var name = caller.substring(caller.indexOf(':') + 1);
            return switch (caller.substring(0, caller.indexOf(':'))) {
                case "assistant" ->
                    DefinedAnswers.offeredBy(workspace, contract).contains(name);
                case "agent" -> DefinedAnswers.handsOff(workspace, name, contract);
                case "role" ->
                    ROLES_OF_THEIR_OWN.contains(name)
                            || workspace.people().personas().values().stream()
                                    .map(Principal::roles)
                                    .anyMatch(roles -> roles.contains(name));
                default -> false; // a trigger, which nothing starts yet
            };
        }

        void assistant(AssistantDefinition assistant) {
            for (var i = 0; i < assistant.tools().size(); i++) {
                var tool = assistant.tools().get(i);
                if (DefinedAnswers.isWrite(workspace, tool)) {
                    tell(
                            DefinitionKind.ASSISTANT,
                            assistant.name(),
                            "/tools/" + i,
                            "the assistant '" + assistant.name() + "' is given the write " + tool
                                    + ", which is work for an agent behind a contract");
                }
            }
            AgentWork.in(assistant.instructions())
                    .ifPresent(sentence -> tell(
                            DefinitionKind.ASSISTANT,
                            assistant.name(),
                            "/contracts",
                            "the assistant '" + assistant.name() + "' is asked to do agent work (\"" + sentence
                                    + "\"), "
                                    + (assistant.contracts().isEmpty()
                                            ? "and has no contract to hand it off"
                                            : "which it can only hand off by "
                                                    + String.join(", ", assistant.contracts()))));
            if (assistant.contracts().isEmpty()) {
                works.add(new Work(
                        assistant.name(),
                        Choice.ASSISTANT,
                        new Workflow(
                                assistant.name(),
                                assistant.description(),
                                DefinedAnswers.systems(assistant.tools()),
                                Optional.empty(),
                                Optional.empty(),
                                DefinedAnswers.of(workspace, assistant))));
            }
        }

        private void tell(DefinitionKind kind, String id, String pointer, String message) {
            mismatches.add(workspace.sources().diagnostic(kind, id, pointer, message));
        }
    }
}
