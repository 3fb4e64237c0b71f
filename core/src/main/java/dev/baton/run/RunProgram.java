package dev.baton.run;

import dev.baton.handoff.CompiledContract;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.plan.Compilation;
import dev.baton.plan.CompiledPlan;
import dev.baton.plan.PlanCompiler;
import dev.baton.plan.PlanReader;
import dev.baton.tool.CompiledTool;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link RunDefinition} whose expressions and schemas are compiled; shared by all runs that keep the same one. */
public final class RunProgram {
    private static final int MOST_PLANS = 256;

    private final RunDefinition definition;
    private final Map<ToolName, CompiledTool> tools = new HashMap<>();
    private final Map<ToolName, JsonSchema> inputs = new HashMap<>();
    /** Each run that a model plans has a plan of its own, so only those used last are kept. */
    private final LinkedHashMap<Json.Obj, Compilation> plans = new LinkedHashMap<>(16, 0.75f, true);

    private final PlanCompiler compiler;
    private final CompiledContract contract;
    private final Compilation own;

    /** @throws dev.baton.expression.ExpressionException or {@link dev.baton.json.JsonException} on a broken spec */
    public RunProgram(RunDefinition definition) {
        this.definition = definition;
        for (var tool : definition.tools()) {
            tools.put(tool.name(), new CompiledTool(tool));
            inputs.put(tool.name(), JsonSchema.of(tool.input()));
        }
        var granted = definition.granted().stream()
                .flatMap(name -> definition.tool(name).stream())
                .toList();
        this.compiler = new PlanCompiler(
                granted,
                definition.callees(),
                definition.contract().input(),
                definition.contract().output(),
                definition.planning().isPresent());
        this.contract = new CompiledContract(definition.contract());
        this.own = read(definition.plan());
    }

    public RunDefinition definition() {
        return definition;
    }

    /** @throws IllegalArgumentException when the definition holds no such tool */
    public CompiledTool tool(ToolName name) {
        return Optional.ofNullable(tools.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the run knows no tool " + name));
    }

    public Map<ToolName, ToolSpec> specs() {
        var specs = new HashMap<ToolName, ToolSpec>();
        tools.forEach((name, tool) -> specs.put(name, tool.spec()));
        return specs;
    }

    /** What is wrong with arguments, nothing when they fit. */
    List<JsonSchema.Violation> check(ToolName tool, Json.Obj args) {
        return Optional.ofNullable(inputs.get(tool))
                .map(schema -> schema.validate(args))
                .orElse(List.of());
    }

    public CompiledContract contract() {
        return contract;
    }

    /** The plan of a run, empty while it has none. */
    public Optional<CompiledPlan> plan(Json.Obj plan) {
        return plan.members().isEmpty() || !(compile(plan) instanceof Compilation.Compiled compiled)
                ? Optional.empty()
                : Optional.of(compiled.plan());
    }

    /** Reads and compiles a plan of this run. */
    public Compilation compile(Json.Obj plan) {
        // nearly always it is the one that the run started with; finding any other takes hashing it whole
        if (plan.equals(definition.plan())) {
            return own;
        }
        synchronized (plans) {
            var known = plans.get(plan);
            if (known != null) {
                return known;
            }
        }
        var compilation = read(plan);
        synchronized (plans) {
            plans.put(plan, compilation);
            if (plans.size() > MOST_PLANS) {
                plans.pollFirstEntry();
            }
        }
        return compilation;
    }

    private Compilation read(Json.Obj plan) {
        var fields = Fields.of(plan);
        return PlanReader.read(fields)
                .map(compiler::compile)
                .orElseGet(() -> new Compilation.Rejected(fields.problems()));
    }
}
