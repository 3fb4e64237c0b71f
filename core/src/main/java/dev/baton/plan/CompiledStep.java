package dev.baton.plan;

import dev.baton.expression.Expression;
import dev.baton.tool.ToolSpec;
import java.util.Optional;
import java.util.Set;

/**
 * A step whose expressions are compiled.
 *
 * @param data steps whose results it refers to
 * @param needs steps that must be over first, those of {@code data} included
 */
public record CompiledStep(
        String name,
        CompiledAction action,
        Optional<Expression> when,
        Optional<Expression> each,
        int parallel,
        Optional<Expression> expect,
        Set<String> data,
        Set<String> needs) {

    public CompiledStep {
        data = Set.copyOf(data);
        needs = Set.copyOf(needs);
    }

    public boolean isWrite() {
        return action.usedTool().filter(ToolSpec::isWrite).isPresent();
    }
}
