package dev.baton.bench.planning;

import dev.baton.bench.load.ResearchProcess;
import dev.baton.json.Json;
import dev.baton.tool.Access;
import dev.baton.tool.Idempotency;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolSpec;
import dev.baton.tool.Toolbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The one tool of the tasks, which takes its time. */
final class Facts implements Toolbox, Tool {
    static final ToolName LOOKUP = new ToolName("facts", "lookup");

    private final Duration latency;

    Facts(Duration latency) {
        this.latency = latency;
    }

    @Override
    public Optional<Tool> find(ToolName name) {
        return name.equals(LOOKUP) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public List<ToolSpec> specs() {
        return List.of(spec());
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                LOOKUP,
                "Looks up the value of a key",
                Access.READ,
                Json.parse("""
                        {"type": "object", "additionalProperties": false, "required": ["key"],
                         "properties": {"key": {"type": "integer"}}}""").asObject(),
                Json.parse("""
                        {"type": "object", "required": ["value"],
                         "properties": {"value": {"type": "integer"}}}""").asObject(),
                Json.object(),
                new Idempotency.None(Duration.ZERO),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(30),
                Optional.empty());
    }

    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
        Thread.sleep(latency);
        var key = Long.parseLong(call.args().get("key").orElseThrow().write());
        return new ToolResult.Done(Json.object("value", Json.number(ResearchProcess.value(key))));
    }
}
