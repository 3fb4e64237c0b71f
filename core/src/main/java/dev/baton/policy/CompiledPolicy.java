package dev.baton.policy;

import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.expression.Expression;
import dev.baton.expression.ExpressionException;
import dev.baton.expression.Reference;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.expression.Truth;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.json.Personal;
import dev.baton.json.Problem;
import dev.baton.policy.Policy.Decision;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One policy, type-checked against the tools that it speaks of. */
final class CompiledPolicy {
    private final String name;
    private final Map<ToolName, List<CompiledRule>> rules = new LinkedHashMap<>();
    private final Map<ToolName, Map<String, CompiledFact>> facts = new LinkedHashMap<>();
    private final Map<ToolName, Map<String, CompiledWindow>> windows = new LinkedHashMap<>();

    private record CompiledRule(
            Policy.Rule rule, String id, Digest digest, Optional<Expression> when, ComparedValues compared) {
        Truth matches(Bindings bindings) {
            return when.map(condition -> condition.test(bindings)).orElseGet(Truth.True::new);
        }
    }

    private record CompiledFact(ToolName read, Template args) {}

    private CompiledPolicy(String name) {
        this.name = name;
    }

    /**
     * @param handoff JSON Schema of {@code handoff}
     * @param problems gets what does not compile, by path in the policy's file
     */
    static CompiledPolicy compile(
            Policy policy, Map<ToolName, ToolSpec> tools, Json.Obj handoff, List<Problem> problems) {
        var compiled = new CompiledPolicy(policy.name());
        for (var i = 0; i < policy.rules().size(); i++) {
            var rule = policy.rules().get(i);
            for (var tool : rule.tools()) {
                // a tool that this agent was not granted can never be called by it, so there is nothing to rule
                if (tools.containsKey(tool)) {
                    compiled.add(policy, rule, "/rules/" + i, tools, tools.get(tool), handoff, problems);
                }
            }
        }
        policy.windows()
                .forEach((window, declared) -> tools.forEach((tool, spec) -> {
                    if (declared.tools().contains(tool)) {
                        compiled.addWindow(policy, window, spec, handoff, problems);
                    }
                }));
        return compiled;
    }

    private void add(
            Policy policy,
            Policy.Rule rule,
            String path,
            Map<ToolName, ToolSpec> tools,
            ToolSpec tool,
            Json.Obj handoff,
            List<Problem> problems) {
        var scope = Scope.empty()
                .withAny("tool")
                .with("args", tool.input())
                .withAny("principal")
                .withAny("agent")
                .with("handoff", handoff)
                .with("facts", factSchema(policy, tools))
                .with("windows", windowSchema(policy))
                .with("budget", Budget.SCHEMA)
                .withTime("now")
                .withOrigins();
        var when = rule.when().flatMap(text -> compile(text, scope, path + "/when", rule, tool, problems));
        if (rule.when().isPresent() && when.isEmpty()) {
            return;
        }
        var id = name + "/" + rule.id();
        var known = rules.computeIfAbsent(tool.name(), ignored -> new ArrayList<>());
        var before = known.isEmpty() ? ComparedValues.NONE : known.getLast().compared();
        var compared = when.map(
                        it -> before.before(it, reference -> isPersonal(reference, policy, tools, tool, handoff)))
                .orElse(before);
        known.add(new CompiledRule(rule, id, Digest.of(JsonMapping.toJson(rule).with("policy", name)), when, compared));
        for (var fact : when.map(it -> membersOf(it, "facts")).orElse(Set.of())) {
            addFact(policy, fact, tools, tool, handoff, problems);
        }
        for (var window : when.map(it -> membersOf(it, "windows")).orElse(Set.of())) {
            addWindow(policy, window, tool, handoff, problems);
        }
    }

    private static Optional<Expression> compile(
            String text, Scope scope, String path, Policy.Rule rule, ToolSpec tool, List<Problem> problems) {
        try {
            return Optional.of(Expression.compile(text, scope));
        } catch (ExpressionException e) {
            e.problems()
                    .forEach(problem -> problems.add(
                            new Problem(path, "rule '" + rule.id() + "' for " + tool.name() + ": " + problem)));
            return Optional.empty();
        }
    }

    /** Whether a schema says of what a rule compares that it is about a person and need not be seen. */
    private static boolean isPersonal(
            Reference reference, Policy policy, Map<ToolName, ToolSpec> tools, ToolSpec tool, Json.Obj handoff) {
        var path = reference.path();
        return switch (reference.variable()) {
            case "args" -> Personal.marks(tool.input(), path);
            case "handoff" ->
                path.size() > 1
                        && path.getFirst().equals("input")
                        && Personal.marks(
                                handoff.get("properties")
                                        .flatMap(it -> it.get("input"))
                                        .orElse(Json.object())
                                        .asObject(),
                                path.subList(1, path.size()));
            case "facts" ->
                !path.isEmpty()
                        && Optional.ofNullable(policy.facts().get(path.getFirst()))
                                .flatMap(fact -> Optional.ofNullable(tools.get(fact.read())))
                                .filter(read -> Personal.marks(read.output(), path.subList(1, path.size())))
                                .isPresent();
            default -> false;
        };
    }

    private static Json.Obj factSchema(Policy policy, Map<ToolName, ToolSpec> tools) {
        var properties = new LinkedHashMap<String, Json>();
        policy.facts()
                .forEach((fact, declared) -> properties.put(
                        fact,
                        Optional.ofNullable(tools.get(declared.read()))
                                .<Json>map(ToolSpec::output)
                                .orElse(Json.object())));
        return Json.object("type", Json.text("object"))
                .with("properties", new Json.Obj(properties))
                .with("required", Json.texts(properties.keySet()));
    }

    private static Json.Obj windowSchema(Policy policy) {
        var properties = new LinkedHashMap<String, Json>();
        policy.windows().forEach((window, declared) -> properties.put(window, CompiledWindow.schema(declared)));
        return Json.object("type", Json.text("object"))
                .with("properties", new Json.Obj(properties))
                .with("additionalProperties", Json.bool(false))
                .with("required", Json.texts(properties.keySet()));
    }

    private void addWindow(Policy policy, String window, ToolSpec tool, Json.Obj handoff, List<Problem> problems) {
        var declared = policy.windows().get(window);
        var known = windows.computeIfAbsent(tool.name(), ignored -> new LinkedHashMap<>());
        if (declared != null && !known.containsKey(window)) {
            CompiledWindow.compile(name + "/" + window, declared, tool, handoff, "/windows/" + window, problems)
                    .ifPresent(compiled -> known.put(window, compiled));
        }
    }

    private static Set<String> membersOf(Expression expression, String variable) {
        var names = new LinkedHashSet<String>();
        expression.references().stream()
                .filter(reference -> reference.variable().equals(variable))
                .map(Reference::path)
                .filter(path -> !path.isEmpty())
                .forEach(path -> names.add(path.getFirst()));
        return names;
    }

    private void addFact(
            Policy policy,
            String fact,
            Map<ToolName, ToolSpec> tools,
            ToolSpec tool,
            Json.Obj handoff,
            List<Problem> problems) {
        var declared = policy.facts().get(fact);
        var path = "/facts/" + fact;
        if (declared == null || facts.getOrDefault(tool.name(), Map.of()).containsKey(fact)) {
            return;
        }
        var read = tools.get(declared.read());
        if (read == null || read.isWrite()) {
            problems.add(
                    new Problem(path + "/read", declared.read() + " is not a read that this agent's policies can use"));
            return;
        }
        try {
            var scope = Scope.empty()
                    .with("args", tool.input())
                    .with("handoff", handoff)
                    .withTime("now");
            facts.computeIfAbsent(tool.name(), ignored -> new LinkedHashMap<>())
                    .put(fact, new CompiledFact(declared.read(), Template.compile(declared.args(), scope)));
        } catch (ExpressionException e) {
            e.problems()
                    .forEach(problem ->
                            problems.add(new Problem(path + "/args", "for " + tool.name() + ": " + problem)));
        }
    }

    Stream<ToolName> factTools(ToolName tool) {
        return facts.getOrDefault(tool, Map.of()).values().stream().map(CompiledFact::read);
    }

    boolean speaksOf(ToolName tool) {
        return rules.containsKey(tool);
    }

    /** The reads that rules for this call need; a fact whose arguments cannot be had is left out, and so denies. */
    List<FactRead> factsFor(Question question) {
        var needed = facts.getOrDefault(question.tool().name(), Map.of());
        if (needed.isEmpty()) {
            return List.of();
        }
        var bindings = question.bindings();
        var reads = new ArrayList<FactRead>();
        needed.forEach((fact, compiled) -> {
            try {
                var args = compiled.args().evaluate(bindings).asObject();
                reads.add(new FactRead(name + "/" + fact, compiled.read(), args));
            } catch (EvaluationException e) {
                // told by the ruling: the fact is missing then
            }
        });
        return reads;
    }

    /** The sums that the ruling of this call needs, or that it adds to; one that cannot be told is left out, and denies. */
    List<WindowUse> windowsFor(Question question) {
        var needed = windows.getOrDefault(question.tool().name(), Map.of());
        if (needed.isEmpty()) {
            return List.of();
        }
        var bindings = question.bindings();
        var uses = new ArrayList<WindowUse>();
        for (var window : needed.values()) {
            try {
                uses.add(window.use(bindings));
            } catch (EvaluationException e) {
                // told by the ruling: the sum is missing then
            }
        }
        return uses;
    }

    private Json.Obj sums(Question question, Map<String, BigDecimal> known, List<String> missing) {
        var sums = new LinkedHashMap<String, Json>();
        windows.getOrDefault(question.tool().name(), Map.of()).forEach((window, compiled) -> {
            var sum = known.get(compiled.key());
            if (sum != null) {
                sums.put(window, Json.parse(sum.toPlainString()));
            } else {
                missing.add("the window '" + window + "' could not be told" + why(question, compiled));
            }
        });
        return new Json.Obj(sums);
    }

    private static String why(Question question, CompiledWindow window) {
        try {
            window.use(question.bindings());
            return "";
        } catch (EvaluationException e) {
            return ": " + e.getMessage();
        }
    }

    /**
     * What one policy says to a call.
     *
     * @param ruling by the first rule that matches; empty when none does
     * @param notes conditions that could not be evaluated
     * @param compared the values that its rules named
     */
    record Said(Optional<Ruling> ruling, List<String> notes, List<Compared> compared) {}

    Said rule(Question question, Map<String, FactValue> known, Map<String, BigDecimal> totals) {
        var missing = new ArrayList<String>();
        var sums = sums(question, totals, missing);
        var values = new LinkedHashMap<String, Json>();
        for (var fact : facts.getOrDefault(question.tool().name(), Map.of()).keySet()) {
            switch (known.getOrDefault(name + "/" + fact, new FactValue.Missing("it was not read"))) {
                case FactValue.Known value -> values.put(fact, value.value());
                case FactValue.Missing why -> missing.add("the fact '" + fact + "' could not be had: " + why.reason());
            }
        }
        if (!missing.isEmpty()) {
            return new Said(Optional.of(denied(missing)), missing, List.of());
        }
        return firstMatch(
                question,
                question.bindings().with("facts", new Json.Obj(values)).with("windows", sums));
    }

    private Said firstMatch(Question question, Bindings bindings) {
        var notes = new ArrayList<String>();
        var compared = ComparedValues.NONE;
        for (var rule : rules.getOrDefault(question.tool().name(), List.of())) {
            compared = rule.compared();
            var truth = rule.matches(bindings);
            if (truth instanceof Truth.Failed failed) {
                notes.add("rule " + rule.id() + " could not be evaluated: " + failed.reason());
            }
            if (applies(rule.rule().decision(), truth)) {
                var values = compared.in(question, bindings);
                return new Said(Optional.of(ruling(rule, notes, values)), notes, values);
            }
        }
        return new Said(Optional.empty(), notes, compared.in(question, bindings));
    }

    /** An error in an allow condition is no match; in ask it asks, in deny it denies. */
    private static boolean applies(Decision decision, Truth truth) {
        return switch (truth) {
            case Truth.True ignored -> true;
            case Truth.False ignored -> false;
            case Truth.Failed ignored -> decision != Decision.ALLOW;
        };
    }

    private static Ruling ruling(CompiledRule compiled, List<String> notes, List<Compared> values) {
        var rule = compiled.rule();
        var because = rule.because()
                .orElseGet(() -> "rule " + compiled.id()
                        + rule.when().map(when -> ": " + when).orElse(""));
        var review = rule.approval().flatMap(terms -> rule.reviewable().map(sample -> new Review(terms.by(), sample)));
        return new Ruling(
                rule.decision(), compiled.id(), compiled.digest(), because, rule.approval(), notes, values, review);
    }

    private Ruling denied(List<String> reasons) {
        var id = name + "/facts";
        return new Ruling(
                Decision.DENY, id, Digest.of(Json.text(id)), String.join("; ", reasons), Optional.empty(), reasons);
    }
}
