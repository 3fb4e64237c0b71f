package dev.baton.plan;

import dev.baton.expression.Expression;
import dev.baton.expression.ExpressionException;
import dev.baton.expression.Reference;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says whether a plan can be carried out: its tools are granted, its references lead somewhere that certainly exists,
 * its arguments fit, it has no cycle. The same rules hold for a person's plan and for a model's.
 */
public final class PlanCompiler {
    /** What a wait results in. */
    private static final Json.Obj WAITED = Json.object("type", Json.text("object"))
            .with("properties", Json.object("until", Json.object("type", Json.text("string"))))
            .with("required", Json.texts(List.of("until")));

    private final Map<ToolName, ToolSpec> granted;
    private final Map<String, Callee> callees;
    private final Json.Obj input;
    private final Json.Obj output;
    private final boolean openParts;

    /**
     * @param granted the tools that the agent may use
     * @param callees the contracts under which it may hand off
     * @param input JSON Schema of the contract's input
     * @param output JSON Schema of the contract's output
     */
    public PlanCompiler(Collection<ToolSpec> granted, Collection<Callee> callees, Json.Obj input, Json.Obj output) {
        this(granted, callees, input, output, false);
    }

    /** @param openParts whether there is a planner that plans later what a plan leaves open */
    public PlanCompiler(
            Collection<ToolSpec> granted,
            Collection<Callee> callees,
            Json.Obj input,
            Json.Obj output,
            boolean openParts) {
        this.openParts = openParts;
        this.granted = granted.stream().collect(Collectors.toMap(ToolSpec::name, Function.identity()));
        this.callees = callees.stream().collect(Collectors.toMap(Callee::name, Function.identity()));
        this.input = input;
        this.output = output;
    }

    public Compilation compile(Plan plan) {
        var problems = new ArrayList<Problem>();
        var scope = Scope.empty()
                .with("input", input)
                .with("steps", resultsOf(plan))
                .withTime("now");
        var compiled = new LinkedHashMap<String, CompiledStep>();
        plan.steps()
                .forEach((name, step) ->
                        compileStep(plan, name, step, scope, problems).ifPresent(done -> compiled.put(name, done)));
        var outcome = template(plan.output(), scope, "/output", problems);
        if (!isLeftOpen(plan)) {
            outcome.ifPresent(template -> problems.addAll(ArgumentCheck.of(output, template, "/output")));
        }
        if (compiled.size() == plan.steps().size()) {
            var order = StepOrder.of(compiled);
            order.cycle()
                    .ifPresent(cycle -> problems.add(new Problem("/steps", "the steps wait for each other: " + cycle)));
            if (problems.isEmpty()) {
                return new Compilation.Compiled(new CompiledPlan(plan, order.steps(), outcome.orElseThrow()));
            }
        }
        return new Compilation.Rejected(List.copyOf(problems));
    }

    /** Whether the output is still to be planned, together with an open part. */
    private static boolean isLeftOpen(Plan plan) {
        return plan.output().members().isEmpty() && plan.hasOpenPart();
    }

    /** What {@code steps} looks like to an expression: a step that may be skipped is not required, so it needs care. */
    private Json.Obj resultsOf(Plan plan) {
        var properties = new LinkedHashMap<String, Json>();
        var certain = new ArrayList<String>();
        plan.steps().forEach((name, step) -> {
            if (step.action() instanceof Action.Open) {
                return;
            }
            var result = resultOf(step);
            properties.put(
                    name,
                    step.each().isPresent()
                            ? Json.object("type", Json.text("array")).with("items", result)
                            : result);
            if (step.when().isEmpty() || step.each().isPresent()) {
                certain.add(name);
            }
        });
        return Json.object("type", Json.text("object"))
                .with("properties", new Json.Obj(properties))
                .with("required", Json.texts(certain));
    }

    private Json.Obj resultOf(Step step) {
        return switch (step.action()) {
            case Action.UseTool use ->
                Optional.ofNullable(granted.get(use.tool()))
                        .map(ToolSpec::output)
                        .orElse(Json.object());
            case Action.Judge judge -> judge.schema();
            case Action.Ask ask -> ask.schema();
            case Action.HandOff handOff ->
                Optional.ofNullable(callees.get(handOff.contract()))
                        .map(callee -> callee.receipt(step.expect().isEmpty()))
                        .orElse(Json.object());
            case Action.WaitFor ignored -> WAITED;
            case Action.WaitUntil ignored -> WAITED;
            case Action.Open ignored -> Json.object();
        };
    }

    private Optional<CompiledStep> compileStep(Plan plan, String name, Step step, Scope scope, List<Problem> problems) {
        var path = "/steps/" + name;
        checkNeeds(plan, name, step, path, problems);
        checkOpenPart(step, path, problems);
        var inner = step.each().isPresent() ? scope.withAny("each") : scope;
        var each = step.each().flatMap(text -> expression(text, scope, path + "/each", problems));
        var when = step.when().flatMap(text -> expression(text, inner, path + "/when", problems));
        var resultScope = inner.with("result", resultOf(step));
        var expect = step.expect().flatMap(text -> expression(text, resultScope, path + "/expect", problems));
        var action = compileAction(step.action(), inner, path, problems);
        if (action.isEmpty()) {
            return Optional.empty();
        }
        var data = new LinkedHashSet<String>();
        addSteps(action.get().references(), data);
        for (var expression : List.of(each, when, expect)) {
            expression.ifPresent(some -> addSteps(some.references(), data));
        }
        var needs = new LinkedHashSet<>(data);
        needs.addAll(step.needs());
        return Optional.of(new CompiledStep(name, action.get(), when, each, step.parallel(), expect, data, needs));
    }

    private Optional<CompiledAction> compileAction(Action action, Scope scope, String path, List<Problem> problems) {
        return switch (action) {
            case Action.UseTool use -> compileUse(use, scope, path, problems);
            case Action.HandOff handOff -> compileHandOff(handOff, scope, path, problems);
            case Action.Judge judge -> {
                var question = template(Json.text(judge.question()), scope, path + "/judge", problems);
                var with = template(judge.with(), scope, path + "/with", problems);
                yield question.isPresent() && with.isPresent()
                        ? Optional.of(new CompiledAction.Judge(question.get(), with.get(), judge.schema()))
                        : Optional.empty();
            }
            case Action.Ask ask ->
                template(Json.text(ask.question()), scope, path + "/question", problems)
                        .map(question -> new CompiledAction.Ask(ask.of(), question, ask.schema(), ask.expires()));
            case Action.WaitFor wait -> Optional.of(new CompiledAction.WaitFor(wait.duration()));
            case Action.WaitUntil wait ->
                expression(wait.time(), scope, path + "/wait", problems).map(CompiledAction.WaitUntil::new);
            case Action.Open open ->
                template(Json.text(open.question()), scope, path + "/plan", problems)
                        .map(CompiledAction.Open::new);
        };
    }

    private Optional<CompiledAction> compileUse(Action.UseTool use, Scope scope, String path, List<Problem> problems) {
        var tool = granted.get(use.tool());
        if (tool == null) {
            var names = granted.keySet().stream().map(ToolName::toString).toList();
            problems.add(new Problem(
                    path + "/tool",
                    "the tool " + use.tool() + " is not granted"
                            + Fields.suggestion(use.tool().toString(), names)));
        }
        var args = template(use.args(), scope, path + "/args", problems);
        if (tool == null || args.isEmpty()) {
            return Optional.empty();
        }
        problems.addAll(ArgumentCheck.of(tool.input(), args.get(), path + "/args"));
        return Optional.of(new CompiledAction.UseTool(tool, args.get()));
    }

    private Optional<CompiledAction> compileHandOff(
            Action.HandOff handOff, Scope scope, String path, List<Problem> problems) {
        var callee = callees.get(handOff.contract());
        if (callee == null) {
            problems.add(new Problem(
                    path + "/handoff",
                    "there is no contract '" + handOff.contract() + "' that this agent may hand off under"
                            + Fields.suggestion(handOff.contract(), callees.keySet())));
        }
        var given = template(handOff.input(), scope, path + "/input", problems);
        if (callee == null || given.isEmpty()) {
            return Optional.empty();
        }
        problems.addAll(ArgumentCheck.of(callee.given(), given.get(), path + "/input"));
        return Optional.of(new CompiledAction.HandOff(handOff.contract(), given.get()));
    }

    private static void checkNeeds(Plan plan, String name, Step step, String path, List<Problem> problems) {
        for (var need : step.needs()) {
            if (need.equals(name) || !plan.steps().containsKey(need)) {
                problems.add(new Problem(
                        path + "/needs",
                        "there is no other step '" + need + "'"
                                + Fields.suggestion(need, plan.steps().keySet())
                                + "; write it, or leave it out here"));
            }
        }
    }

    private void checkOpenPart(Step step, String path, List<Problem> problems) {
        if (!(step.action() instanceof Action.Open)) {
            return;
        }
        if (!openParts) {
            problems.add(new Problem(
                    path + "/plan", "only an agent whose planner is a model can leave a part of its plan open"));
        }
        if (step.each().isPresent() || step.expect().isPresent()) {
            problems.add(new Problem(path, "a part that is left open has neither 'each' nor 'expect'"));
        }
    }

    private static void addSteps(Set<Reference> references, Set<String> into) {
        references.stream()
                .filter(reference -> reference.variable().equals("steps"))
                .filter(reference -> !reference.path().isEmpty())
                .forEach(reference -> into.add(reference.path().getFirst()));
    }

    private static Optional<Expression> expression(String text, Scope scope, String path, List<Problem> problems) {
        try {
            return Optional.of(Expression.compile(text, scope));
        } catch (ExpressionException e) {
            e.problems().forEach(problem -> problems.add(new Problem(path, problem)));
            return Optional.empty();
        }
    }

    private static Optional<Template> template(Json source, Scope scope, String path, List<Problem> problems) {
        try {
            return Optional.of(Template.compile(source, scope));
        } catch (ExpressionException e) {
            e.problems().forEach(problem -> problems.add(new Problem(path, problem)));
            return Optional.empty();
        }
    }
}
