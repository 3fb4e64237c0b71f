package dev.baton.run;

import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.handoff.Contract;
import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A {@link RunDefinition} whose expressions and schemas are compiled; shared by all runs that keep the same one. */
public final class RunProgram {
    private final RunDefinition definition;
    private final Map<ToolName, CompiledTool> tools = new HashMap<>();
    private final Map<ToolName, JsonSchema> inputs = new HashMap<>();
    private final Map<Json.Obj, Compilation> plans = new ConcurrentHashMap<>();
    private final PlanCompiler compiler;
    private final JsonSchema output;
    private final Map<HandoffState, Template> messages;

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
                granted, definition.contract().input(), definition.contract().output());
        this.messages = messages(definition.contract());
        this.output = JsonSchema.of(definition.contract().output());
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

    List<JsonSchema.Violation> checkOutput(Json value) {
        return output.validate(value);
    }

    /** The plan of a run, empty while it has none. */
    public Optional<CompiledPlan> plan(Json.Obj plan) {
        return plan.members().isEmpty() || !(compile(plan) instanceof Compilation.Compiled compiled)
                ? Optional.empty()
                : Optional.of(compiled.plan());
    }

    /** What people are told about a state, in the contract's words where it has some. */
    public String statusMessage(HandoffState state, Optional<Receipt> receipt) {
        return Optional.ofNullable(messages.get(state))
                .map(message -> evaluate(message, receipt))
                .orElseGet(() -> receipt.flatMap(Receipt::reason).orElse(state.word()));
    }

    private static String evaluate(Template message, Optional<Receipt> receipt) {
        var bindings = Bindings.empty()
                .with("output", receipt.map(Receipt::output).orElse(Json.object()))
                .with("reason", Json.text(receipt.flatMap(Receipt::reason).orElse("")));
        try {
            var text = message.evaluate(bindings);
            return text.asText().orElseGet(text::write);
        } catch (EvaluationException e) {
            return receipt.flatMap(Receipt::reason).orElse("");
        }
    }

    private static Map<HandoffState, Template> messages(Contract contract) {
        var scope = Scope.empty().with("output", contract.output()).withAny("reason");
        var messages = new EnumMap<HandoffState, Template>(HandoffState.class);
        for (var state : HandoffState.values()) {
            Optional.ofNullable(contract.status().get(state.word()))
                    .ifPresent(text -> messages.put(state, Template.compile(Json.text(text), scope)));
        }
        return messages;
    }

    /** Reads and compiles a plan of this run. */
    public Compilation compile(Json.Obj plan) {
        return plans.computeIfAbsent(plan, source -> {
            var fields = Fields.of(source);
            return PlanReader.read(fields)
                    .map(compiler::compile)
                    .orElseGet(() -> new Compilation.Rejected(fields.problems()));
        });
    }
}
