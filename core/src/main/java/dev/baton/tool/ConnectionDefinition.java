package dev.baton.tool;

import dev.baton.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where tools come from, as the file says it.
 *
 * @param type the kind of connection; so far {@code openapi}
 * @param url of the system or its description; may hold {@code ${config.NAME}}
 * @param privateNetwork whether loopback and private addresses may be called
 * @param auth credentials; may hold {@code ${secret.NAME}}
 * @param readAuth credentials for reads, where the system has such
 * @param timeout of one call
 */
public record ConnectionDefinition(
        String name,
        String type,
        String url,
        boolean privateNetwork,
        Optional<Auth> auth,
        Optional<Auth> readAuth,
        Duration timeout,
        Map<String, ToolDeclaration> tools) {

    /** Credentials as the file says them, with the {@code ${secret.NAME}} not yet looked up. */
    public sealed interface Auth {
        record Bearer(String token) implements Auth {}
    }

    /**
     * One tool of the connection.
     *
     * @param operation what the system calls it, for OpenAPI the operationId
     * @param access given when the file says {@code effect: read} or {@code write}
     */
    public record ToolDeclaration(
            String operation,
            Optional<String> description,
            Optional<Access> access,
            Optional<Idempotency> idempotency,
            Optional<String> once,
            Optional<String> visible,
            Json.Obj bind,
            Optional<Undo> undo) {}
}
