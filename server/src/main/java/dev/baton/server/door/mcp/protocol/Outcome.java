package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import java.util.Map;
import java.util.Optional;

/** What comes of a request. */
public sealed interface Outcome {

    record Complete(Json.Obj result) implements Outcome {}

    /** It goes on without the client, which asks for it by the id of the task. */
    record Task(Json.Obj task) implements Outcome {}

    /**
     * Something has to be asked of the client first; then the same request is handled again, with the answers. A client
     * of the older revisions is asked while its request waits, one of the newer sends the request once more.
     *
     * @param requests what to ask, by a name of ours; each an object with {@code method} and {@code params}
     * @param state what has to be known again then
     */
    record InputRequired(Map<String, Json.Obj> requests, Optional<Json> state) implements Outcome {}

    record Failed(RpcError error) implements Outcome {}
}
