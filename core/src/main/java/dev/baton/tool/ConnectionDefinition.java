package dev.baton.tool;

import dev.baton.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where tools come from, as the file says it.
 *
 * @param type the kind of connection, one of {@code openapi, mcp, sql, http, mail, calendar, java}
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
        Map<String, ToolDeclaration> tools,
        ConnectionOptions options) {

    public ConnectionDefinition(
            String name,
            String type,
            String url,
            boolean privateNetwork,
            Optional<Auth> auth,
            Optional<Auth> readAuth,
            Duration timeout,
            Map<String, ToolDeclaration> tools) {
        this(name, type, url, privateNetwork, auth, readAuth, timeout, tools, ConnectionOptions.NONE);
    }

    /**
     * One tool of the connection.
     *
     * @param operation what it does on its system
     * @param access given when the file says {@code effect: read} or {@code write}
     * @param result what is kept of the answer: a template over {@code result}, so that a model sees what matters
     * @param pages how further pages of a read are had
     */
    public record ToolDeclaration(
            Operation operation,
            Optional<String> description,
            Optional<Access> access,
            Optional<Idempotency> idempotency,
            Optional<String> once,
            Optional<String> visible,
            Json.Obj bind,
            Optional<Undo> undo,
            Optional<Json> result,
            Optional<Paging> pages) {

        /** An operation that the system names, with nothing trimmed. */
        public ToolDeclaration(
                String operation,
                Optional<String> description,
                Optional<Access> access,
                Optional<Idempotency> idempotency,
                Optional<String> once,
                Optional<String> visible,
                Json.Obj bind,
                Optional<Undo> undo) {
            this(
                    new Operation.Named(operation),
                    description,
                    access,
                    idempotency,
                    once,
                    visible,
                    bind,
                    undo,
                    Optional.empty(),
                    Optional.empty());
        }

        public ToolDeclaration with(Idempotency other) {
            return new ToolDeclaration(
                    operation, description, access, Optional.of(other), once, visible, bind, undo, result, pages);
        }
    }
}
