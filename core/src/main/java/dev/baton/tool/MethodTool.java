package dev.baton.tool;

import dev.baton.json.JsonException;
import dev.baton.json.JsonMapping;
import dev.baton.json.JsonSchema;
import dev.baton.tool.JavaTool.RefusedException;
import dev.baton.tool.ToolResult.Refusal;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls a method with what a plan gives, on a thread of its own so that the call ends in time. */
record MethodTool<I extends Record, O extends Record>(JavaTool<I, O> declared, ToolSpec spec, JsonSchema arguments)
        implements Tool {

    static <I extends Record, O extends Record> MethodTool<I, O> of(JavaTool<I, O> declared, ToolSpec spec) {
        return new MethodTool<>(declared, spec, JsonSchema.of(spec.input()));
    }

    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
        var violations = arguments.validate(call.args());
        if (!violations.isEmpty()) {
            return refused("was not called: the arguments do not fit: " + violations.getFirst());
        }
        if (spec.idempotency() instanceof Idempotency.Key && call.key().isEmpty()) {
            return refused("was not called: it needs an idempotency key, and none was given");
        }
        try {
            return answered(JsonMapping.fromJson(call.args(), declared.input()), call);
        } catch (JsonException e) {
            return refused("was not called: " + e.getMessage());
        }
    }

    private ToolResult answered(I input, ToolCall call) throws InterruptedException {
        var running = new FutureTask<ToolResult>(() -> {
            try {
                return new ToolResult.Done(JsonMapping.toJson(declared.method().call(input, call)));
            } catch (RefusedException e) {
                return e.result(spec.name());
            }
        });
        Thread.ofVirtual().name(spec.name().toString()).start(running);
        try {
            return running.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return open("gave no answer within " + call.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            // its message may repeat anything, so only its kind is told
            return open("failed: "
                    + Optional.ofNullable(e.getCause()).orElse(e).getClass().getSimpleName());
        } finally {
            running.cancel(true);
        }
    }

    private ToolResult open(String reason) {
        return spec.isWrite()
                ? new ToolResult.Unknown(spec.name() + " " + reason)
                : new ToolResult.Unavailable(spec.name() + " " + reason, Optional.empty());
    }

    private ToolResult refused(String reason) {
        return new ToolResult.Refused(Refusal.INVALID, spec.name() + " " + reason);
    }

    @Override
    public String toString() {
        return "tool " + spec.name();
    }
}
