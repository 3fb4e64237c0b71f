package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * An error in the form of JSON-RPC 2.0.
 *
 * @param status of the HTTP answer that carries it, where the revision gives errors a status
 */
public record RpcError(int code, String message, Optional<Json> data, int status) {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private static RpcError of(int code, int status, String message) {
        return new RpcError(code, message, Optional.empty(), status);
    }

    static RpcError unreadable(String message) {
        return of(-32700, BAD_REQUEST, message);
    }

    static RpcError invalidRequest(String message) {
        return of(-32600, BAD_REQUEST, message);
    }

    static RpcError noSuchMethod(String method) {
        return of(-32601, NOT_FOUND, "There is no method '" + method + "' here.");
    }

    /** Parameters that do not fit, or that name what does not exist. */
    public static RpcError invalidParams(String message) {
        return of(-32602, OK, message);
    }

    static RpcError malformed(String message) {
        return of(-32602, BAD_REQUEST, message);
    }

    /** It is not the client's fault. */
    public static RpcError internal(String message) {
        return of(-32603, OK, message);
    }

    static RpcError noSuchSession() {
        return of(-32001, NOT_FOUND, "There is no such session; begin another one with initialize.");
    }

    static RpcError headerMismatch(String message) {
        return of(-32020, BAD_REQUEST, message);
    }

    /** @param capabilities of the client that it would have to declare */
    public static RpcError missingCapability(Json.Obj capabilities) {
        return of(
                        -32021,
                        BAD_REQUEST,
                        "This needs something that the client did not declare among its capabilities: "
                                + String.join(", ", capabilities.members().keySet()) + ".")
                .with(Json.object("requiredCapabilities", capabilities));
    }

    static RpcError unsupportedVersion(String requested) {
        return of(
                        -32022,
                        BAD_REQUEST,
                        "Revision '" + requested + "' is not spoken here; there are " + String.join(", ", Revisions.ALL)
                                + ".")
                .with(Json.object("supported", Json.texts(List.copyOf(Revisions.ALL)))
                        .with("requested", requested));
    }

    public RpcError with(Json more) {
        return new RpcError(code, message, Optional.of(more), status);
    }

    Json.Obj toJson() {
        var error = Json.object().with("code", Json.number(code)).with("message", message);
        return data.map(more -> error.with("data", more)).orElse(error);
    }
}
