package dev.baton.tool;

import dev.baton.expression.Bindings;
import dev.baton.expression.Expression;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.expression.Truth;
import dev.baton.json.Json;
import java.util.Optional;

/** A {@link ToolSpec} whose templates and conditions are compiled. */
public final class CompiledTool {
    private final ToolSpec spec;
    private final Template bind;
    private final Optional<Template> once;
    private final Optional<Lookup> lookup;
    private final Optional<Template> undo;

    private record Lookup(ToolName tool, Template args, Expression match, Optional<Expression> found) {}

    /** What a lookup found out. */
    public sealed interface Finding {
        record Happened(Json result) implements Finding {}

        record DidNotHappen() implements Finding {}

        /** The read's answer could not be judged. */
        record Unclear(String reason) implements Finding {}
    }

    /** @throws dev.baton.expression.ExpressionException naming what does not compile */
    public CompiledTool(ToolSpec spec) {
        var scope = Scope.empty().with("args", spec.input());
        var withEffect = scope.withAny("effect");
        this.spec = spec;
        this.bind = Template.compile(spec.bind(), withEffect);
        this.once = spec.once().map(key -> Template.compile(Json.text(key), scope));
        this.lookup = spec.idempotency().lookup().map(declared -> compile(declared, withEffect));
        this.undo = spec.undo()
                .map(declared -> Template.compile(
                        declared.args(), scope.with("result", spec.output()).withAny("effect")));
    }

    private static Lookup compile(Idempotency.Lookup declared, Scope withEffect) {
        var withResult = withEffect.withAny("result");
        return new Lookup(
                declared.tool(),
                Template.compile(declared.args(), withEffect),
                Expression.compile(declared.match(), withResult),
                declared.found().map(found -> Expression.compile(found, withResult)));
    }

    public ToolSpec spec() {
        return spec;
    }

    /** The key that only one run may hold, for these arguments. */
    public Optional<String> onceKey(Json.Obj args) {
        return once.map(key -> key.evaluate(Bindings.empty().with("args", args)))
                .map(key -> key.asText().orElseGet(key::write));
    }

    /** The arguments with those that the runtime fills. */
    public Json.Obj bound(Json.Obj args, String effectId) {
        var bound = args;
        for (var member :
                bind.evaluate(forEffect(args, effectId)).asObject().members().entrySet()) {
            bound = bound.with(member.getKey(), member.getValue());
        }
        return bound;
    }

    /** The template of those arguments. */
    public Optional<Template> undoTemplate() {
        return undo;
    }

    /**
     * The arguments of the write that takes this one back.
     *
     * @throws dev.baton.expression.EvaluationException when the result does not hold what they need
     */
    public Optional<Json.Obj> undoArgs(Json.Obj args, String effectId, Json result) {
        return undo.map(template -> template.evaluate(forEffect(args, effectId).with("result", result))
                .asObject());
    }

    /** The read that tells whether an effect happened. */
    public Optional<ToolName> lookupTool() {
        return lookup.map(Lookup::tool);
    }

    /** Throws IllegalStateException when there is no lookup. */
    public Json.Obj lookupArgs(Json.Obj args, String effectId) {
        return declaredLookup().args().evaluate(forEffect(args, effectId)).asObject();
    }

    /** Judges the lookup's answer. Throws IllegalStateException when there is no lookup. */
    public Finding judge(Json.Obj args, String effectId, Json answer) {
        var bindings = forEffect(args, effectId).with("result", answer);
        return switch (declaredLookup().match().test(bindings)) {
            case Truth.True ignored -> new Finding.Happened(found(bindings, effectId));
            case Truth.False ignored -> new Finding.DidNotHappen();
            case Truth.Failed failed -> new Finding.Unclear(failed.reason());
        };
    }

    private Json found(Bindings bindings, String effectId) {
        return declaredLookup()
                .found()
                .flatMap(found -> found.evaluateOptional(bindings))
                .orElseGet(() -> Json.object("reference", Json.text(effectId)));
    }

    private Lookup declaredLookup() {
        return lookup.orElseThrow(() -> new IllegalStateException(spec.name() + " declares no lookup"));
    }

    private static Bindings forEffect(Json.Obj args, String effectId) {
        return Bindings.empty().with("args", args).with("effect", Json.object("id", Json.text(effectId)));
    }
}
