package dev.baton.tool;

import dev.baton.json.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * What a tool is, as plain data, so that a run can keep the one it started with.
 *
 * @param input JSON Schema of the arguments that a plan gives (bound ones are not among them)
 * @param output JSON Schema of the result, empty object when the system does not tell
 * @param bind arguments that the runtime fills, a template over {@code effect} and {@code args}
 * @param idempotency for writes; reads have {@link Idempotency.None}
 * @param once a template over {@code args} for a key that only one run may ever hold
 * @param visible a condition over {@code result}, {@code args} and {@code principal}; false is answered as not found
 * @param timeout of one call
 * @param undo the write that takes this one back, for systems that have such a thing
 */
public record ToolSpec(
        ToolName name,
        String description,
        Access access,
        Json.Obj input,
        Json.Obj output,
        Json.Obj bind,
        Idempotency idempotency,
        Optional<String> once,
        Optional<String> visible,
        Duration timeout,
        Optional<Undo> undo) {

    public boolean isWrite() {
        return access == Access.WRITE;
    }
}
