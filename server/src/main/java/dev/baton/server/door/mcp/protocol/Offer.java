package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What a server offers through the protocol. */
public interface Offer {

    /** Name and version of this server. */
    Json.Obj about();

    /** How to use what is offered, for a model. */
    String instructions();

    /** What a client may expect. */
    Json.Obj capabilities(boolean stateless);

    /** The methods that are offered, but for those of the protocol itself. */
    Map<String, Handler> methods();

    /** Which parameters of a call are to be repeated in headers: the path within the arguments, by the header's name. */
    default Map<String, List<String>> mirrored(String tool, Principal caller) {
        return Map.of();
    }

    /** The part of a wish for notifications that is granted. @throws RpcException when it may not be had */
    default Json.Obj grant(Json.Obj wish, Call call) {
        return Json.object();
    }

    /** Tells method and parameters of what happens, until it is closed. */
    default Following follow(Json.Obj granted, Call call, BiConsumer<String, Json.Obj> listener) {
        return () -> {};
    }

    /** Ends a following. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }

    /** The handler of a method that is offered. */
    default Optional<Handler> handler(String method) {
        return Optional.ofNullable(methods().get(method));
    }
}
