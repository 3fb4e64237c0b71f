package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.util.Optional;

/** One message of JSON-RPC 2.0, as a client sends it. */
sealed interface Message {

    /** @param id text or number */
    record Request(Json id, String method, Json.Obj params) implements Message {}

    record Notification(String method, Json.Obj params) implements Message {}

    /** The answer to a request of ours; without a result it was an error. */
    record Response(Json id, Optional<Json> result) implements Message {}

    /** @throws RpcException when this is no message */
    static Message parse(String text) {
        try {
            return of(Json.parse(text));
        } catch (JsonException e) {
            throw new RpcException(RpcError.unreadable("This is " + e.getMessage() + "."));
        }
    }

    private static Message of(Json json) {
        if (!(json instanceof Json.Obj message)) {
            throw invalid("a message is one JSON object, and batches are not part of the protocol");
        }
        if (!message.textAt("jsonrpc").equals(Optional.of("2.0"))) {
            throw invalid("a message says \"jsonrpc\": \"2.0\"");
        }
        var id = message.get("id").map(Message::checkedId);
        var params = message.get("params").map(Message::checkedParams).orElse(Json.object());
        var method = message.textAt("method");
        if (method.isPresent()) {
            return id.<Message>map(it -> new Request(it, method.get(), params))
                    .orElseGet(() -> new Notification(method.get(), params));
        }
        if (id.isPresent()
                && (message.get("result").isPresent() || message.get("error").isPresent())) {
            return new Response(id.get(), message.get("result"));
        }
        throw invalid("a message has a method, or an id and a result");
    }

    private static Json checkedId(Json id) {
        if (id instanceof Json.Text || id instanceof Json.Whole) {
            return id;
        }
        throw invalid("an id is a text or a whole number");
    }

    private static Json.Obj checkedParams(Json params) {
        if (params instanceof Json.Obj object) {
            return object;
        }
        throw invalid("params are an object");
    }

    private static RpcException invalid(String why) {
        return new RpcException(RpcError.invalidRequest("This is not a message of JSON-RPC: " + why + "."));
    }

    static Json.Obj result(Json id, Json.Obj result) {
        return frame().with("id", id).with("result", result);
    }

    static Json.Obj error(Json id, RpcError error) {
        return frame().with("id", id).with("error", error.toJson());
    }

    static Json.Obj request(String id, Json.Obj request) {
        return frame().with("id", id)
                .with("method", request.get("method").orElseThrow())
                .with("params", request.get("params").orElse(Json.object()));
    }

    static Json.Obj notification(String method, Json.Obj params) {
        return frame().with("method", method).with("params", params);
    }

    private static Json.Obj frame() {
        return Json.object().with("jsonrpc", "2.0");
    }
}
