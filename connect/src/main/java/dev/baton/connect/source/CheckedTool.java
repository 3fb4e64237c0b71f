package dev.baton.connect.source;

import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.tool.Idempotency;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import dev.baton.tool.ToolSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A tool whose arguments are checked before its system is called, and whose result is after.
 *
 * @param arguments the schema of everything that is sent
 * @param output the schema of what the system answers, where something is known of it
 */
public record CheckedTool(ToolSpec spec, JsonSchema arguments, Optional<JsonSchema> output, Calling calling)
        implements Tool {
    private static final int MOST_VIOLATIONS = 3;

    /** The call itself, with arguments that fit. */
    @FunctionalInterface
    public interface Calling {
        ToolResult call(ToolCall call) throws InterruptedException;
    }

    /** @throws ConnectionException when one of the schemas is not valid */
    public static CheckedTool of(ToolSpec spec, Json.Obj args, Json.Obj output, Calling calling)
            throws ConnectionException {
        Declared.compiled(spec.input(), "its arguments");
        return new CheckedTool(
                spec,
                Declared.compiled(args, "its arguments"),
                output.members().isEmpty() ? Optional.empty() : Optional.of(Declared.compiled(output, "its answer")),
                calling);
    }

    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
        if (spec.idempotency() instanceof Idempotency.Key && call.key().isEmpty()) {
            return notCalled("it needs an idempotency key, and none was given");
        }
        var violations = arguments.validate(call.args());
        return violations.isEmpty()
                ? fitting(calling.call(call))
                : notCalled("the arguments do not fit: " + words(violations));
    }

    private ToolResult notCalled(String reason) {
        return new ToolResult.Refused(Refusal.INVALID, Words.plain(spec.name() + " was not called: " + reason, 600));
    }

    /** An answer that does not fit proves nothing about a write, and is of no use to a read. */
    private ToolResult fitting(ToolResult result) {
        if (output.isEmpty() || !(result instanceof ToolResult.Done(var answer))) {
            return result;
        }
        var violations = output.get().validate(answer);
        if (violations.isEmpty()) {
            return result;
        }
        var reason = Words.plain(spec.name() + " answered, but not as it is described: " + words(violations), 600);
        return spec.isWrite() ? new ToolResult.Unknown(reason) : new ToolResult.Refused(Refusal.INVALID, reason);
    }

    private static String words(List<JsonSchema.Violation> violations) {
        return violations.stream()
                .limit(MOST_VIOLATIONS)
                .map(JsonSchema.Violation::toString)
                .collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return "tool " + spec.name();
    }
}
