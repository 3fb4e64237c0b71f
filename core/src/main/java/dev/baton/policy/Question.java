package dev.baton.policy;

import dev.baton.expression.Bindings;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.tool.ToolSpec;
import dev.baton.tool.Visibility;
import java.time.Instant;

/**
 * A call about to be made.
 *
 * @param args exactly as they would be sent, without what the runtime binds
 * @param origins where the arguments come from
 * @param principal who asked for the handoff
 * @param handoff {@code id}, {@code contract} and {@code input}
 * @param budget what the run has used up so far
 */
public record Question(
        ToolSpec tool,
        Json.Obj args,
        Origins origins,
        Principal principal,
        String agent,
        Json.Obj handoff,
        Budget budget,
        Instant now) {

    Bindings bindings() {
        return Bindings.empty()
                .with("tool", Json.text(tool.name().toString()))
                .with("args", args)
                .with("principal", Visibility.describe(principal.subject()))
                .with("agent", Json.text(agent))
                .with("handoff", handoff)
                .with("budget", budget.json())
                .with("now", now)
                .withOrigins(origins.arguments());
    }
}
