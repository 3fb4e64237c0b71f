package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import java.util.Map;

/** Requests of ours to clients. */
final class Asking {
    /** What stands for the answer of a client that gave none. */
    static final Json NO_ANSWER = Json.object("action", Json.text("cancel"));

    private Asking() {}

    /** @throws RpcException when the client did not declare that it can be asked that */
    static void check(Map<String, Json.Obj> requests, Call call) {
        for (var request : requests.values()) {
            var method = request.textAt("method").orElseThrow();
            if (!call.canAsk(method)) {
                throw new RpcException(RpcError.missingCapability(
                        Json.object(method.substring(0, method.indexOf('/')), Json.object())));
            }
        }
    }
}
