package dev.baton.connect.openapi;

import dev.baton.connect.http.HttpAccess;
import dev.baton.connect.http.Outcome;
import dev.baton.connect.http.Pages;
import dev.baton.connect.source.Words;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.tool.Paging;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import dev.baton.tool.ToolSpec;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.IntFunction;

/** One operation of a described system as a tool. */
final class OpenApiTool implements Tool {
    private final ToolSpec spec;
    private final RequestWriter writer;
    private final KeyPlace key;
    private final JsonSchema arguments;
    private final IntFunction<Optional<JsonSchema>> answers;
    private final HttpAccess http;
    private final Optional<Paging> pages;
    private final InstantSource clock;

    /**
     * @param arguments the schema of everything that is sent, bound arguments and a key among them
     * @param answers the schema of an answer by its status
     */
    OpenApiTool(
            ToolSpec spec,
            RequestWriter writer,
            KeyPlace key,
            JsonSchema arguments,
            IntFunction<Optional<JsonSchema>> answers,
            HttpAccess http,
            Optional<Paging> pages,
            InstantSource clock) {
        this.spec = spec;
        this.writer = writer;
        this.key = key;
        this.arguments = arguments;
        this.answers = answers;
        this.http = http;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
        var headers = new LinkedHashMap<String, String>();
        var args = call.args();
        switch (key) {
            case KeyPlace.Nowhere ignored -> {}
            case KeyPlace.Header(var name) -> call.key().ifPresent(value -> headers.put(name, value));
            case KeyPlace.InArgument(var name) ->
                args = call.key().map(value -> call.args().with(name, value)).orElse(args);
        }
        var objection = objection(call, args);
        if (objection.isPresent()) {
            return new ToolResult.Refused(Refusal.INVALID, spec.name() + " was not called: " + objection.get());
        }
        var request = writer.write(args, headers, call.timeout());
        var outcome = new Outcome(spec, answers, clock.instant());
        if (pages.isPresent()) {
            var reading = new Pages(pages.get(), page -> http.send(page, spec.access(), call.principal()), outcome::of);
            return http.hidden(reading.read(request));
        }
        return http.hidden(outcome.of(http.send(request, spec.access(), call.principal())));
    }

    private Optional<String> objection(ToolCall call, Json.Obj args) {
        if (!(key instanceof KeyPlace.Nowhere)) {
            if (call.key().isEmpty()) {
                return Optional.of("it needs an idempotency key, and none was given");
            }
            if (!call.key().get().matches("[!-~]{1,255}")) {
                return Optional.of("the idempotency key holds characters that a header cannot carry");
            }
        }
        var violations = arguments.validate(args).stream()
                .map(JsonSchema.Violation::toString)
                .toList();
        return violations.isEmpty()
                ? writer.objection(args)
                : Optional.of(Words.plain("the arguments do not fit: " + String.join("; ", violations), 600));
    }

    @Override
    public String toString() {
        return "tool " + spec.name();
    }
}
