package dev.baton.server.wiring;

import dev.baton.engine.ApprovalView;
import dev.baton.json.Json;
import dev.baton.policy.PolicyExamples;
import dev.baton.policy.PolicySet;
import dev.baton.server.AlwaysAllow;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import dev.baton.workspace.DefinitionKind;
import dev.baton.workspace.RuleProposal;
import dev.baton.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Proposes rules for what people would always allow, and tries them against the tools and the policy's own tests. */
final class RuleProposals {
    private final Workspace workspace;
    private final Map<ToolName, ToolSpec> specs;

    RuleProposals(Workspace workspace, Collection<ToolSpec> specs) {
        this.workspace = workspace;
        this.specs = specs.stream().collect(Collectors.toMap(ToolSpec::name, Function.identity()));
    }

    AlwaysAllow propose(ApprovalView approval, Instant now) {
        var slash = approval.rule().indexOf('/');
        var policy = approval.rule().substring(0, Math.max(0, slash));
        var tool = Optional.ofNullable(specs.get(ToolName.parse(approval.tool())));
        if (!workspace.policies().containsKey(policy)) {
            return new AlwaysAllow.NotPossible("it is not a policy of the workspace that asks, but " + approval.rule());
        }
        if (tool.isEmpty()) {
            return new AlwaysAllow.NotPossible("there is no tool " + approval.tool() + " at the moment");
        }
        var file = workspace.sources().file(DefinitionKind.POLICY, policy);
        var asked = new RuleProposal.Asked(
                approval.rule().substring(slash + 1),
                tool.get(),
                approval.args(),
                facts(approval, policy),
                approval.input(),
                approval.subject().replaceFirst(":.*", ""),
                approval.subject().replaceFirst("[^:]*:", ""),
                now);
        try {
            var text = Files.readString(workspace.folder().resolve(file));
            var proposal = RuleProposal.of(file, policy, text, asked);
            return new AlwaysAllow.Proposed(
                    file.toString(),
                    proposal.text(),
                    proposal.diff(),
                    policy + "/" + proposal.rule(),
                    proposal.notes(),
                    failures(proposal, approval.contract()));
        } catch (RuleProposal.NotPossible e) {
            return new AlwaysAllow.NotPossible(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new AlwaysAllow.NotPossible(file + " cannot be read: " + e.getMessage());
        }
    }

    /** The facts of this policy, by the names that its rules use. */
    private static Json.Obj facts(ApprovalView approval, String policy) {
        var facts = new LinkedHashMap<String, Json>();
        approval.evidence().members().forEach((name, value) -> {
            if (name.startsWith(policy + "/")) {
                facts.put(name.substring(policy.length() + 1), value);
            }
        });
        return new Json.Obj(facts);
    }

    private List<String> failures(RuleProposal proposal, String contract) {
        var input = workspace.contract(contract).map(it -> it.input()).orElse(Json.object());
        return switch (PolicySet.compile(List.of(proposal.policy()), specs, input)) {
            case PolicySet.Compilation.Broken(var found) ->
                found.values().stream()
                        .flatMap(List::stream)
                        .map(problem -> problem.path() + ": " + problem.message())
                        .toList();
            case PolicySet.Compilation.Compiled(var alone) ->
                PolicyExamples.run(proposal.policy(), alone, specs).stream()
                        .map(failure -> "the test '" + failure.test() + "' would fail: " + failure.message())
                        .toList();
        };
    }
}
