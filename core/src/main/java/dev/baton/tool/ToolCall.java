package dev.baton.tool;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.util.Optional;

/**
 * One call.
 *
 * @param args everything the tool takes, bound arguments included
 * @param key the effect id, for every write; systems that take idempotency keys get it as one
 * @param principal who acts, for connections that act as the user
 * @param timeout after which the call is given up
 */
public record ToolCall(Json.Obj args, Optional<String> key, Principal principal, Duration timeout) {}
