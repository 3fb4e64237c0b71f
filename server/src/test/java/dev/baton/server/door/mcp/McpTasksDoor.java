package dev.baton.server.door.mcp;

import dev.baton.json.Json;
import dev.baton.server.door.DoorClient;
import dev.baton.server.door.mcp.protocol.Call;
import java.util.Optional;
import java.util.Set;

/** A program that uses the revision without sessions, and takes tasks. */
final class McpTasksDoor implements DoorClient {
    private static final Json.Obj CAPABILITIES = Call.TASKS_CAPABILITY.with("elicitation", Json.object());
    private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

    private final McpWire wire;

    McpTasksDoor(String url, String persona) {
        this.wire = McpWire.stateless(url, persona, CAPABILITIES);
    }

    @Override
    public Reply submit(String contract, Json.Obj input, String key) {
        var meta = Json.object().with(CallWishes.KEY, key).with(CallWishes.WAIT, "0s");
        var answer = wire.call("tools/call", McpWire.toolCall(contract, input).with("_meta", meta));
        if (answer.last().get("error").isPresent()) {
            return new Reply.Refused(answer.errorWords());
        }
        if (answer.result().get("inputRequests").isPresent()) {
            return new Reply.Refused("asked first: " + answer.result().write());
        }
        return answer.result()
                .textAt("taskId")
                .<Reply>map(Reply.Accepted::new)
                .orElseGet(() -> McpSessionDoor.reply(answer));
    }

    private Optional<Json.Obj> task(String handoff) {
        var answer = wire.call("tasks/get", Json.object("taskId", Json.text(handoff)));
        return answer.last().get("result").map(Json::asObject);
    }

    @Override
    public Optional<Shown> look(String handoff) {
        return task(handoff).map(McpTasksDoor::shown);
    }

    /** Listens to the task instead of asking again and again. */
    @Override
    public Shown awaitEnd(String handoff) {
        var wish = Json.object("notifications", Json.object("taskIds", Json.array(Json.text(handoff))));
        wire.with("Mcp-Method", "subscriptions/listen").without("Mcp-Name");
        try (var stream = wire.open(
                wire.request("subscriptions/listen", wire.saying(wish)).write())) {
            while (true) {
                var task = stream.next().orElseThrow().get("params").orElseThrow();
                if (task.textAt("status").filter(ENDS::contains).isPresent()) {
                    return shown(task);
                }
            }
        }
    }

    private static Shown shown(Json task) {
        return new Shown(
                task.textAt("status").orElseThrow(),
                task.textAt("statusMessage").orElseThrow(),
                task.get("result")
                        .flatMap(result -> result.get("structuredContent"))
                        .flatMap(data -> data.get("receipt")));
    }

    @Override
    public void answer(String handoff, Json value) {
        var question = task(handoff)
                .flatMap(task -> task.get("inputRequests"))
                .orElseThrow()
                .asObject()
                .members()
                .keySet()
                .iterator()
                .next();
        var accepted = Json.object().with("action", "accept").with("content", Json.object("value", value));
        wire.call(
                "tasks/update",
                Json.object("taskId", Json.text(handoff)).with("inputResponses", Json.object(question, accepted)));
    }

    @Override
    public void cancel(String handoff) {
        wire.call("tasks/cancel", Json.object("taskId", Json.text(handoff)));
    }

    @Override
    public void close() {
        wire.close();
    }
}
