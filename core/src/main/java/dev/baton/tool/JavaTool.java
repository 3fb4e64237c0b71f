package dev.baton.tool;

import dev.baton.json.Json;
import dev.baton.json.RecordSchema;
import java.time.Duration;
import java.util.Optional;

/**
 * One method as a tool. Its schemas are those of the two records; whether it writes, and how the engine finds out what
 * became of a lost call, is declared here.
 *
 * @param name what stands after the dot
 * @param description for people and models
 * @param idempotency of a write
 */
public record JavaTool<I extends Record, O extends Record>(
        String name,
        String description,
        Access access,
        Class<I> input,
        Class<O> output,
        Idempotency idempotency,
        Method<I, O> method) {

    /** What is done. */
    @FunctionalInterface
    public interface Method<I extends Record, O extends Record> {
        /**
         * @param call with the effect id of a write, and who it is done for
         * @throws RefusedException when nothing was done, and the same call would not help; any other exception of a
         *     write means that nobody knows
         */
        O call(I input, ToolCall call) throws RefusedException, InterruptedException;
    }

    /** The method says no; nothing was done. */
    public static final class RefusedException extends Exception {
        private final ToolResult.Refusal refusal;

        public RefusedException(ToolResult.Refusal refusal, String reason) {
            super(reason);
            this.refusal = refusal;
        }

        ToolResult.Refused result(ToolName tool) {
            return new ToolResult.Refused(refusal, tool + ": " + getMessage());
        }
    }

    /** A method that leaves everything as it was. */
    public static <I extends Record, O extends Record> JavaTool<I, O> read(
            String name, String description, Class<I> input, Class<O> output, Method<I, O> method) {
        return new JavaTool<>(
                name, description, Access.READ, input, output, new Idempotency.None(Duration.ZERO), method);
    }

    /** A method that changes something. */
    public static <I extends Record, O extends Record> JavaTool<I, O> write(
            String name,
            String description,
            Class<I> input,
            Class<O> output,
            Idempotency idempotency,
            Method<I, O> method) {
        return new JavaTool<>(name, description, Access.WRITE, input, output, idempotency, method);
    }

    /** As the tool of a connection. */
    public Tool in(String connection, Duration timeout) {
        var spec = new ToolSpec(
                new ToolName(connection, name),
                description,
                access,
                RecordSchema.of(input),
                RecordSchema.of(output),
                Json.object(),
                idempotency,
                Optional.empty(),
                Optional.empty(),
                timeout,
                Optional.empty());
        return MethodTool.of(this, spec);
    }
}
