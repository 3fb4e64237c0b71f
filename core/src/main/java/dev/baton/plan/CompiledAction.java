package dev.baton.plan;

import dev.baton.expression.Expression;
import dev.baton.expression.Reference;
import dev.baton.expression.Template;
import dev.baton.json.Json;
import dev.baton.tool.ToolSpec;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** An {@link Action} whose expressions are compiled. */
public sealed interface CompiledAction {

    record UseTool(ToolSpec tool, Template args) implements CompiledAction {}

    record Judge(Template question, Template with, Json.Obj schema) implements CompiledAction {}

    record Ask(String of, Template question, Json.Obj schema, Optional<Duration> expires) implements CompiledAction {}

    record HandOff(String contract, Template input) implements CompiledAction {}

    record WaitFor(Duration duration) implements CompiledAction {}

    record WaitUntil(Expression time) implements CompiledAction {}

    record Open(Template question) implements CompiledAction {}

    /** The tool that it calls, if it calls one. */
    default Optional<ToolSpec> usedTool() {
        return this instanceof UseTool use ? Optional.of(use.tool()) : Optional.empty();
    }

    /** What it refers to. */
    default Set<Reference> references() {
        return switch (this) {
            case UseTool use -> use.args().references();
            case Ask ask -> ask.question().references();
            case HandOff handOff -> handOff.input().references();
            case WaitFor ignored -> Set.of();
            case WaitUntil until -> until.time().references();
            case Open open -> open.question().references();
            case Judge judge -> {
                var references = new LinkedHashSet<>(judge.question().references());
                references.addAll(judge.with().references());
                yield references;
            }
        };
    }
}
