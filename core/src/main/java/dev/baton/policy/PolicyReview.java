package dev.baton.policy;

import dev.baton.json.Fields;
import dev.baton.json.Problem;
import dev.baton.tool.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is of no use in a policy: it compiles, and still says something else than whoever wrote it may think. */
public final class PolicyReview {
    private static final Pattern TOOL_AS_ORIGIN = Pattern.compile("['\"]tool:([^'\"]+)['\"]");

    private final Policy policy;
    private final List<Problem> found = new ArrayList<>();

    private PolicyReview(Policy policy) {
        this.policy = policy;
    }

    /**
     * What is of no use, by place in the file.
     *
     * @param granted the tools of all agents that have the policy
     * @param known every tool that there is; empty when nobody knows
     */
    public static List<Problem> of(Policy policy, Set<ToolName> granted, Set<ToolName> known) {
        var review = new PolicyReview(policy);
        if (granted.isEmpty()) {
            return List.of(new Problem("", "no agent has the policy '" + policy.name() + "'"));
        }
        for (var i = 0; i < policy.rules().size(); i++) {
            review.rule(i, granted);
            review.origins(i, known);
        }
        policy.facts().keySet().forEach(fact -> review.unused("facts", fact, "no rule asks the fact '" + fact + "'"));
        policy.windows()
                .keySet()
                .forEach(window -> review.unused("windows", window, "no rule asks the window '" + window + "'"));
        return review.found;
    }

    private void rule(int index, Set<ToolName> granted) {
        var rule = policy.rules().get(index);
        for (var tool : rule.tools()) {
            var before = shadowing(index, tool);
            if (!granted.contains(tool)) {
                add(index, "no agent that has this policy may use " + tool);
            } else if (before.isPresent()) {
                add(
                        index,
                        "rule '" + rule.id() + "' is never reached for " + tool + ": rule '"
                                + before.get().id() + "' before it "
                                + (before.get().when().isEmpty()
                                        ? "decides every call; give that one a 'when', or put this one before it"
                                        : "has the same condition"));
            }
        }
    }

    private Optional<Policy.Rule> shadowing(int index, ToolName tool) {
        var rule = policy.rules().get(index);
        return policy.rules().subList(0, index).stream()
                .filter(before -> before.tools().contains(tool))
                .filter(before -> before.when().isEmpty() || before.when().equals(rule.when()))
                .findFirst();
    }

    /** A tool that does not exist is nobody's origin, so that a rule about it would never match. */
    private void origins(int index, Set<ToolName> known) {
        var when = policy.rules().get(index).when().orElse("");
        var asked = TOOL_AS_ORIGIN.matcher(when);
        while (!known.isEmpty() && asked.find()) {
            var name = asked.group(1);
            if (known.stream().noneMatch(tool -> tool.toString().equals(name))) {
                add(
                        index,
                        "nothing comes from tool:" + name + ": there is no such tool"
                                + Fields.suggestion(
                                        name,
                                        known.stream().map(ToolName::toString).toList()));
            }
        }
    }

    private void unused(String kind, String name, String words) {
        var used = Pattern.compile("\\b" + kind + "\\s*(\\.\\??\\s*" + Pattern.quote(name)
                + "\\b|\\[)|window\\(\\s*['\"]" + Pattern.quote(name) + "['\"]");
        if (policy.rules().stream()
                .noneMatch(rule -> used.matcher(rule.when().orElse("")).find())) {
            found.add(new Problem("/" + kind + "/" + Fields.escaped(name), words));
        }
    }

    private void add(int index, String words) {
        found.add(new Problem("/rules/" + index, words));
    }
}
