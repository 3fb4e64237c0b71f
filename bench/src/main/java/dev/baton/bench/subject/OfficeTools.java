package dev.baton.bench.subject;

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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Tools that answer at once, so that nothing but the engine is measured. They count what they did. */
final class OfficeTools implements Toolbox {
    static final ToolName READ = new ToolName("office", "read");
    static final ToolName WRITE = new ToolName("office", "write");
    static final ToolName ASKED = new ToolName("office", "asked");

    private final LongAdder calls = new LongAdder();
    private final Map<ToolName, Tool> tools = Map.of(
            READ, new Adding(spec(READ, Access.READ)),
            WRITE, new Adding(spec(WRITE, Access.WRITE)),
            ASKED, new Adding(spec(ASKED, Access.WRITE)));

    /** How often any of them was called. */
    long calls() {
        return calls.sum();
    }

    @Override
    public Optional<Tool> find(ToolName name) {
        return Optional.ofNullable(tools.get(name));
    }

    @Override
    public List<ToolSpec> specs() {
        return tools.values().stream().map(Tool::spec).toList();
    }

    private static ToolSpec spec(ToolName name, Access access) {
        var input = Json.parse("""
                {"type": "object", "additionalProperties": false, "required": ["customer", "n"],
                 "properties": {"customer": {"type": "string"}, "n": {"type": "integer"}}}""").asObject();
        var output = Json.parse("""
                {"type": "object", "required": ["id", "n"],
                 "properties": {"id": {"type": "string"}, "n": {"type": "integer"}}}""").asObject();
        var idempotency = access == Access.WRITE
                ? new Idempotency.Key("Idempotency-Key", Duration.ofDays(1))
                : new Idempotency.None(Duration.ZERO);
        return new ToolSpec(
                name,
                "Adds one",
                access,
                input,
                output,
                Json.object(),
                idempotency,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(2),
                Optional.empty());
    }

    /** Adds one to {@code n}. */
    private final class Adding implements Tool {
        private final ToolSpec spec;

        Adding(ToolSpec spec) {
            this.spec = spec;
        }

        @Override
        public ToolSpec spec() {
            return spec;
        }

        @Override
        public ToolResult call(ToolCall call) {
            calls.increment();
            if (call.args().get("n").orElseThrow() instanceof Json.Whole(var n)) {
                return new ToolResult.Done(
                        Json.object("id", Json.text("R-" + n)).with("n", Json.number(n + 1)));
            }
            return new ToolResult.Refused(ToolResult.Refusal.INVALID, "n is no number");
        }
    }
}
