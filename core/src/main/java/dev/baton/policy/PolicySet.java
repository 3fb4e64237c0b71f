package dev.baton.policy;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.policy.Policy.Decision;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of one agent for one contract. The strictest of them wins (deny, then ask, then allow). When none speaks,
 * a write is denied and a granted read allowed.
 */
public final class PolicySet {
    private final List<CompiledPolicy> policies;
    private final String names;

    private PolicySet(List<CompiledPolicy> policies, String names) {
        this.policies = policies;
        this.names = names;
    }

    /** Either the set, or why it does not compile, by policy. */
    public sealed interface Compilation {
        record Compiled(PolicySet policies) implements Compilation {}

        record Broken(Map<String, List<Problem>> problems) implements Compilation {}
    }

    /**
     * @param tools that policies may speak of and read facts with, by name
     * @param handoffInput JSON Schema of the contract's input
     */
    public static Compilation compile(List<Policy> policies, Map<ToolName, ToolSpec> tools, Json.Obj handoffInput) {
        var compiled = new ArrayList<CompiledPolicy>();
        var broken = new LinkedHashMap<String, List<Problem>>();
        for (var policy : policies) {
            var problems = new ArrayList<Problem>();
            compiled.add(CompiledPolicy.compile(policy, tools, handoffSchema(handoffInput), problems));
            if (!problems.isEmpty()) {
                broken.put(policy.name(), List.copyOf(problems));
            }
        }
        var names = String.join(", ", policies.stream().map(Policy::name).toList());
        return broken.isEmpty()
                ? new Compilation.Compiled(new PolicySet(List.copyOf(compiled), names))
                : new Compilation.Broken(broken);
    }

    private static Json.Obj handoffSchema(Json.Obj input) {
        var text = Json.object("type", Json.text("string"));
        return Json.object("type", Json.text("object"))
                .with(
                        "properties",
                        Json.object("id", text).with("contract", text).with("input", input))
                .with("required", Json.texts(List.of("id", "contract", "input")));
    }

    /** Whether any rule is about a tool; a read of which none speaks needs no ruling. */
    public boolean speaksOf(ToolName tool) {
        return policies.stream().anyMatch(policy -> policy.speaksOf(tool));
    }

    /** The tools of the reads that ruling a tool may take. */
    public List<ToolName> factTools(ToolName tool) {
        return policies.stream().flatMap(policy -> policy.factTools(tool)).toList();
    }

    /** The reads that have to be done before {@link #rule}. */
    public List<FactRead> factsFor(Question question) {
        return policies.stream()
                .flatMap(policy -> policy.factsFor(question).stream())
                .toList();
    }

    /** The sums over time that have to be known before {@link #rule}, and added to when the call is done. */
    public List<WindowUse> windowsFor(Question question) {
        return policies.stream()
                .flatMap(policy -> policy.windowsFor(question).stream())
                .toList();
    }

    /** The verdict on a call for which nothing has to be added up. */
    public Ruling rule(Question question, Map<String, FactValue> facts) {
        return rule(question, facts, Map.of());
    }

    /**
     * The verdict; {@code facts} are what {@link #factsFor} asked for and {@code windows} what {@link #windowsFor} did, by
     * key, and one that is missing denies.
     */
    public Ruling rule(Question question, Map<String, FactValue> facts, Map<String, BigDecimal> windows) {
        var said = policies.stream()
                .map(policy -> policy.rule(question, facts, windows))
                .toList();
        return said.stream()
                .flatMap(one -> one.ruling().stream())
                .reduce((one, other) -> other.decision().compareTo(one.decision()) > 0 ? other : one)
                .orElseGet(() -> byDefault(question, said));
    }

    private Ruling byDefault(Question question, List<CompiledPolicy.Said> said) {
        var write = question.tool().isWrite();
        var because = write
                ? "no rule allows " + question.tool().name() + " here"
                        + (names.isEmpty() ? " (the agent has no policies)" : " (policies: " + names + ")")
                : "reads that were granted are allowed";
        return new Ruling(
                write ? Decision.DENY : Decision.ALLOW,
                Ruling.DEFAULT_RULE,
                Digest.of(Json.text(because)),
                because,
                Optional.empty(),
                said.stream().flatMap(one -> one.notes().stream()).toList(),
                said.stream().flatMap(one -> one.compared().stream()).distinct().toList(),
                Optional.empty());
    }
}
