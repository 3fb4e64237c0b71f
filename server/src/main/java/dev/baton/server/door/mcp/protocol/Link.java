package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;

/** The connection to the client during one request. */
public interface Link {

    /** Tells the client something about its request; nothing happens when it cannot be told. */
    void tell(String method, Json.Obj params);

    /** Whether somebody still waits for the answer; a client that has gone is noticed after a while. */
    boolean isOpen();

    /** Does this when the client calls the request off by a message, which losing the connection never does. */
    void onCancel(Runnable action);
}
