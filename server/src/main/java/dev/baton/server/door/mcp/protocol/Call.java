package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request of a client, in whichever revision it came.
 *
 * @param client the capabilities that the client declared
 * @param stateless whether it came in a revision without sessions
 * @param inputs what the client answered to {@link Outcome.InputRequired}, by our name for it
 * @param state what was to be known again
 */
public record Call(
        Principal caller,
        String method,
        Json.Obj params,
        Json.Obj client,
        boolean stateless,
        Map<String, Json> inputs,
        Optional<Json> state,
        Link link) {
    static final String RESERVED = "io.modelcontextprotocol/";
    private static final String TASKS = RESERVED + "tasks";

    /** Levels of messages, from the least important one. */
    private static final List<String> LEVELS =
            List.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

    /** What a client has to declare before it is given a task. */
    public static final Json.Obj TASKS_CAPABILITY = Json.object("extensions", Json.object(TASKS, Json.object()));

    Call answered(Map<String, Json> answers, Optional<Json> again) {
        return new Call(caller, method, params, client, stateless, answers, again, link);
    }

    public Call withParams(Json.Obj others) {
        return new Call(caller, method, others, client, stateless, inputs, state, link);
    }

    public Optional<Json> meta(String name) {
        return params.get("_meta").flatMap(meta -> meta.get(name));
    }

    /** Whether the client can be asked by this method. */
    public boolean canAsk(String request) {
        return switch (request) {
            case "elicitation/create" ->
                client.get("elicitation")
                        .filter(modes -> modes.get("form").isPresent() || modes.equals(Json.object()))
                        .isPresent();
            case "sampling/createMessage" -> client.get("sampling").isPresent();
            case "roots/list" -> client.get("roots").isPresent();
            default -> false;
        };
    }

    /** Whether the client can be given a task in place of a result. */
    public boolean takesTasks() {
        return stateless
                && client.get("extensions")
                        .flatMap(extensions -> extensions.get(TASKS))
                        .isPresent();
    }

    /** @throws RpcException unless the client takes tasks */
    public void mustTakeTasks() {
        if (!takesTasks()) {
            throw new RpcException(RpcError.missingCapability(TASKS_CAPABILITY));
        }
    }

    /** Tells how far it has come, to a client that wanted to know; {@code progress} has to grow. */
    public void progress(long progress, Optional<Long> total, String message) {
        meta("progressToken").ifPresent(token -> {
            var params = Json.object()
                    .with("progressToken", token)
                    .with("progress", Json.number(progress))
                    .with("message", message);
            link.tell(
                    "notifications/progress",
                    total.map(it -> params.with("total", Json.number(it))).orElse(params));
        });
    }

    /** Tells something to a client that wanted messages of that level. */
    public void log(String level, Json data) {
        var wanted = meta(RESERVED + "logLevel").flatMap(Json::asText);
        if (wanted.map(it -> LEVELS.indexOf(level) >= LEVELS.indexOf(it)).orElse(!stateless)) {
            link.tell(
                    "notifications/message",
                    Json.object().with("level", level).with("logger", "baton").with("data", data));
        }
    }

    static boolean isLevel(String level) {
        return LEVELS.contains(level);
    }
}
