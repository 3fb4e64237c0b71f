package dev.baton.server.door.mcp;

import dev.baton.json.Json;
import dev.baton.server.door.DoorClient;
import java.util.Optional;
import java.util.Set;

/** A program that uses the revision with sessions, and asks by tools what became of its handoffs. */
final class McpSessionDoor implements DoorClient {
    private static final Set<String> ENDS = Set.of("completed", "failed", "canceled", "rejected");
    private static final int MOST_WAITS = 4;

    private final McpWire wire;

    McpSessionDoor(String url, String persona) {
        this.wire = McpWire.session(url, persona, Json.object());
    }

    @Override
    public Reply submit(String contract, Json.Obj input, String key) {
        var meta = Json.object().with(CallWishes.KEY, key).with(CallWishes.WAIT, "0s");
        var answer = wire.call("tools/call", McpWire.toolCall(contract, input).with("_meta", meta));
        return reply(answer);
    }

    static Reply reply(McpWire.Answer answer) {
        if (answer.last().get("error").isPresent()) {
            return new Reply.Refused(answer.errorWords());
        }
        return answer.result()
                .get("structuredContent")
                .flatMap(data -> data.textAt("id"))
                .<Reply>map(Reply.Accepted::new)
                .orElseGet(() -> new Reply.Refused(answer.words()));
    }

    @Override
    public Optional<Shown> look(String handoff) {
        return shown(tool("handoff_status", Json.object("handoff", Json.text(handoff))));
    }

    /** Asks again when the end took longer than the longest wait that is granted at once. */
    @Override
    public Shown awaitEnd(String handoff) {
        for (var times = 0; times < MOST_WAITS; times++) {
            var shown = shown(tool(
                            "handoff_status",
                            Json.object("handoff", Json.text(handoff)).with("wait", "30s")))
                    .orElseThrow();
            if (ENDS.contains(shown.state())) {
                return shown;
            }
        }
        throw new AssertionError(handoff + " has not ended");
    }

    private McpWire.Answer tool(String name, Json.Obj arguments) {
        return wire.call("tools/call", McpWire.toolCall(name, arguments));
    }

    private static Optional<Shown> shown(McpWire.Answer answer) {
        if (answer.isToolError()) {
            return Optional.empty();
        }
        var data = answer.structured();
        return Optional.of(new Shown(data.textAt("state").orElseThrow(), answer.words(), data.get("receipt")));
    }

    @Override
    public void answer(String handoff, Json value) {
        tool("handoff_answer", Json.object("handoff", Json.text(handoff)).with("value", value));
    }

    @Override
    public void cancel(String handoff) {
        tool("handoff_cancel", Json.object("handoff", Json.text(handoff)));
    }

    @Override
    public void close() {
        wire.close();
    }
}
