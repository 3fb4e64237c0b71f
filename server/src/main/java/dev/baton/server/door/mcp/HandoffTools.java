package dev.baton.server.door.mcp;

import dev.baton.engine.HandoffView;
import dev.baton.engine.Runs;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.server.door.mcp.protocol.Call;
import dev.baton.server.door.mcp.protocol.Outcome;
import dev.baton.server.door.mcp.protocol.Tool;
import dev.baton.server.door.mcp.protocol.ToolResult;
import dev.baton.server.door.mcp.protocol.Tools;
import java.util.List;

/** Tools for handoffs that go on after the call that handed them in. */
final class HandoffTools {
    private static final String HANDOFF = "handoff";

    private final Followed followed;
    private final List<Tool> tools;

    HandoffTools(Followed followed) {
        this.followed = followed;
        this.tools = List.of(
                tool(
                        "handoff_status",
                        "What a handoff is doing, what it needs, or how it ended",
                        true,
                        Json.object(
                                "wait",
                                ToolSchemas.described(
                                        "string", "How long to wait for its end, as in 30s; at most 60s")),
                        List.of(),
                        this::status),
                tool(
                        "handoff_answer",
                        "Answers the question that a handoff asks whoever it is for",
                        false,
                        Json.object()
                                .with(
                                        "value",
                                        Json.object(
                                                "description",
                                                Json.text(
                                                        "The answer; it has to fit needs.input.schema of the status")))
                                .with(
                                        "question",
                                        ToolSchemas.described("string", "The id of the question; else the open one")),
                        List.of("value"),
                        this::answer),
                tool(
                        "handoff_cancel",
                        "Calls a handoff off. What is on its way settles first; what was done is taken back or told of",
                        false,
                        Json.object("reason", ToolSchemas.typed("string")),
                        List.of(),
                        this::cancel));
    }

    List<Tool> all() {
        return tools;
    }

    private interface About {
        Outcome apply(HandoffView handoff, Json.Obj arguments, Call call) throws InterruptedException;
    }

    private Tool tool(
            String name, String description, boolean reads, Json.Obj more, List<String> required, About about) {
        var properties = Json.object(HANDOFF, ToolSchemas.described("string", "Its id, as in h-01ABC"));
        for (var property : more.members().entrySet()) {
            properties = properties.with(property.getKey(), property.getValue());
        }
        var schema = ToolSchemas.typed("object")
                .with("properties", properties)
                .with(
                        "required",
                        Json.texts(
                                java.util.stream.Stream.concat(java.util.stream.Stream.of(HANDOFF), required.stream())
                                        .toList()))
                .with("additionalProperties", Json.bool(false));
        var definition = Json.object()
                .with("name", name)
                .with("description", description)
                .with("inputSchema", schema)
                .with("annotations", Json.object("readOnlyHint", Json.bool(reads)));
        return Tool.checked(definition, call -> find(call, about));
    }

    private Outcome find(Call call, About about) throws InterruptedException {
        var arguments = Tools.arguments(call);
        var id = arguments.textAt(HANDOFF).orElseThrow();
        var handoff = followed.find(id, call.caller());
        return handoff.isPresent()
                ? about.apply(handoff.get(), arguments, call)
                : ToolResult.error("There is no handoff '" + id + "'.");
    }

    private Outcome status(HandoffView handoff, Json.Obj arguments, Call call) throws InterruptedException {
        var wait = CallWishes.wait(arguments.textAt("wait"));
        var latest = wait.isPresent() && !handoff.state().isTerminal()
                ? followed.await(handoff.id(), wait.get()).orElse(handoff)
                : handoff;
        return HandoffResult.ofStatus(latest);
    }

    private Outcome answer(HandoffView handoff, Json.Obj arguments, Call call) {
        var value = arguments.get("value").orElseThrow();
        return changed(followed.answer(handoff, arguments.textAt("question"), value, call.caller()));
    }

    private Outcome cancel(HandoffView handoff, Json.Obj arguments, Call call) {
        var reason = arguments
                .textAt("reason")
                .orElse("called off by " + call.caller().reference());
        return changed(followed.cancel(handoff, reason, call.caller()));
    }

    private static Outcome changed(Runs.Change change) {
        return switch (change) {
            case Runs.Change.Made(var run) -> HandoffResult.ofStatus(run.handoff());
            case Runs.Change.Invalid(var problems) ->
                ToolResult.invalid(problems.stream().map(Problem::toString).toList());
            case Runs.Change.NotFound(var message) -> ToolResult.error(message);
            case Runs.Change.NotAllowed(var message) -> ToolResult.error(message);
            case Runs.Change.NotPossible(var message) -> ToolResult.error(message);
        };
    }
}
