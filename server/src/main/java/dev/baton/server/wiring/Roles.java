package dev.baton.server.wiring;

import dev.baton.policy.Policy;
import dev.baton.principal.Principal;
import dev.baton.workspace.Workspace;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The roles that a workspace speaks of. */
final class Roles {
    private static final String ROLE = "role:";

    private Roles() {}

    static Set<String> mentionedIn(Workspace workspace) {
        var held = workspace.people().personas().values().stream()
                .map(Principal::roles)
                .flatMap(Set::stream);
        var asked = workspace.policies().values().stream()
                .flatMap(policy -> policy.rules().stream())
                .flatMap(rule -> rule.approval().map(Policy.ApprovalTerms::by).stream());
        var calling = workspace.contracts().values().stream()
                .flatMap(contract -> contract.callers().stream())
                .filter(caller -> caller.startsWith(ROLE))
                .map(caller -> caller.substring(ROLE.length()));
        var reading = workspace.knowledge().values().stream().flatMap(knowledge -> knowledge.visibleTo().stream());
        var planning = workspace.agents().values().stream()
                .flatMap(agent -> agent.planner().planning().stream())
                .flatMap(it -> it.approve().stream());
        var duties = workspace.people().duties().byRole();
        var expected = Stream.concat(
                duties.keySet().stream(), duties.values().stream().flatMap(duty -> duty.escalate().stream()));
        return Stream.of(held, asked, calling, reading, planning, expected)
                .flatMap(roles -> roles)
                .collect(Collectors.toUnmodifiableSet());
    }
}
