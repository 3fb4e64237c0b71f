package dev.baton.connect.mcp;

import dev.baton.connect.source.CheckedTool;
import dev.baton.connect.source.Words;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import dev.baton.tool.ToolSpec;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One tool of a server.
 *
 * @param key the argument that carries the idempotency key
 */
record McpTool(ToolSpec spec, String remote, Optional<String> key, McpSource source, ExecutorService threads)
        implements CheckedTool.Calling {

    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
        if (source.isStale()) {
            return new ToolResult.Unavailable(
                    spec.name() + ": its server has changed its tools; they are being read again", Optional.empty());
        }
        var args = key.flatMap(name -> call.key().map(value -> call.args().with(name, value)))
                .orElse(call.args());
        try {
            var running = threads.submit(() -> source.call(spec, remote, plain(args), call));
            try {
                return source.hidden(result(running.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS)));
            } finally {
                running.cancel(true);
            }
        } catch (TimeoutException e) {
            return McpFailure.open(
                    spec, "no answer came within " + call.timeout().toMillis() + " ms");
        } catch (RejectedExecutionException e) {
            return new ToolResult.Unavailable(spec.name() + ": the connection is closed", Optional.empty());
        } catch (ExecutionException e) {
            var failure = McpFailure.of(spec, e);
            source.note(failure);
            return source.hidden(failure);
        }
    }

    private ToolResult result(McpSchema.CallToolResult answer) {
        source.note(new ToolResult.Done(Json.object()));
        var texts = texts(answer.content());
        if (Boolean.TRUE.equals(answer.isError())) {
            return new ToolResult.Refused(
                    Refusal.INVALID, spec.name() + ": " + Words.plain(texts, Words.LONGEST_REASON));
        }
        return new ToolResult.Done(structured(answer.structuredContent()).orElseGet(() -> told(texts)));
    }

    private static Optional<Json> structured(@Nullable Object content) {
        return content == null ? Optional.empty() : Optional.of(Json.of(content));
    }

    private static String texts(@Nullable List<McpSchema.Content> contents) {
        return contents == null
                ? ""
                : contents.stream()
                        .filter(McpSchema.TextContent.class::isInstance)
                        .map(content -> ((McpSchema.TextContent) content).text())
                        .collect(Collectors.joining("\n"));
    }

    /** Servers without structured content mostly write JSON into a text. */
    private static Json told(String text) {
        try {
            var json = Json.parse(text);
            return json instanceof Json.Obj || json instanceof Json.Arr ? json : Json.object("text", Json.text(text));
        } catch (JsonException e) {
            return Json.object("text", Json.text(text));
        }
    }

    private static Map<String, Object> plain(Json.Obj args) {
        var plain = new LinkedHashMap<String, Object>();
        args.members().forEach((name, value) -> {
            var converted = PlainJson.of(value);
            if (converted != null) {
                plain.put(name, converted);
            }
        });
        return plain;
    }
}
