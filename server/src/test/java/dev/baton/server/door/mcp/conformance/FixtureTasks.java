package dev.baton.server.door.mcp.conformance;

import static dev.baton.server.door.mcp.conformance.Content.tool;

import dev.baton.json.Json;
import dev.baton.server.door.mcp.protocol.Call;
import dev.baton.server.door.mcp.protocol.Handler;
import dev.baton.server.door.mcp.protocol.Outcome;
import dev.baton.server.door.mcp.protocol.RpcError;
import dev.baton.server.door.mcp.protocol.RpcException;
import dev.baton.server.door.mcp.protocol.Tool;
import dev.baton.server.door.mcp.protocol.ToolResult;
import dev.baton.server.door.mcp.protocol.Tools;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Tools whose work becomes a task, which is over after a time, or once it was answered. */
final class FixtureTasks {
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    private final Map<String, Task> tasks = new ConcurrentHashMap<>();

    List<Tool> tools() {
        return List.of(
                tool(
                        "slow_compute",
                        Content.parse("{'type': 'object', 'properties': {'seconds': {'type': 'number'},"
                                + " 'label': {'type': 'string'}}}"),
                        this::slow),
                tool("failing_job", call -> {
                    call.mustTakeTasks();
                    return begun(A_MOMENT, Map.of(), result(ToolResult.error("The job failed")));
                }),
                tool("protocol_error_job", call -> {
                    call.mustTakeTasks();
                    var error = Json.object().with("code", Json.number(-32603)).with("message", "It broke");
                    return begun(A_MOMENT, Map.of(), Json.object("error", error));
                }),
                tool(
                        "confirm_delete",
                        Content.parse("{'type': 'object', 'properties': {'filename': {'type': 'string'}}}"),
                        call -> {
                            call.mustTakeTasks();
                            return begun(
                                    Duration.ZERO,
                                    Map.of("confirm", AskingTools.confirm()),
                                    result(Content.words("Deleted")));
                        }),
                tool("multi_input", call -> {
                    call.mustTakeTasks();
                    return begun(
                            Duration.ZERO,
                            Map.of("first", AskingTools.name("Your name?"), "second", AskingTools.confirm()),
                            result(Content.words("Both are known")));
                }),
                tool("test_tool_with_task", this::askingFirst));
    }

    private Outcome slow(Call call) throws InterruptedException {
        var wait = switch (Tools.arguments(call).get("seconds").orElse(Json.number(1))) {
            case Json.Whole whole -> Duration.ofSeconds(whole.value());
            case Json.Decimal decimal -> Duration.ofMillis((long) (decimal.value() * 1000));
            case Json ignored -> Duration.ZERO;
        };
        if (wait.isZero() || !call.takesTasks()) {
            Thread.sleep(wait);
            return Content.words("Computed");
        }
        return begun(wait, Map.of(), result(Content.words("Computed")));
    }

    private Outcome askingFirst(Call call) {
        call.mustTakeTasks();
        var name = Optional.ofNullable(call.inputs().get("user_name"))
                .flatMap(answer -> answer.get("content"))
                .flatMap(content -> content.textAt("name"));
        return name.<Outcome>map(it -> begun(A_MOMENT, Map.of(), result(Content.words("Done for " + it))))
                .orElseGet(() -> new Outcome.InputRequired(
                        Map.of("user_name", AskingTools.name("What is your name?")), Optional.empty()));
    }

    private static Json.Obj result(Outcome outcome) {
        return Json.object("result", ((Outcome.Complete) outcome).result());
    }

    private Outcome begun(Duration lasting, Map<String, Json.Obj> questions, Json.Obj end) {
        var now = Instant.now();
        var task = new Task(UUID.randomUUID().toString(), now, now.plus(lasting), new LinkedHashMap<>(questions), end);
        tasks.put(task.id, task);
        return new Outcome.Task(task.summary(Instant.now()));
    }

    Map<String, Handler> methods() {
        return Map.of(
                "tasks/get", call -> new Outcome.Complete(wanted(call).detailed(Instant.now())),
                "tasks/update",
                        call -> {
                            wanted(call).answered(call.inputs());
                            return new Outcome.Complete(Json.object());
                        },
                "tasks/cancel",
                        call -> {
                            wanted(call).cancel(Instant.now());
                            return new Outcome.Complete(Json.object());
                        });
    }

    private Task wanted(Call call) {
        call.mustTakeTasks();
        return Optional.ofNullable(tasks.get(call.params().textAt("taskId").orElse("")))
                .orElseThrow(() -> new RpcException(RpcError.invalidParams("There is no such task.")));
    }

    private static final class Task {
        private final String id;
        private final Instant begun;
        private final Instant over;
        private final Map<String, Json.Obj> questions;
        private final Json.Obj end;
        private boolean canceled;

        Task(String id, Instant begun, Instant over, Map<String, Json.Obj> questions, Json.Obj end) {
            this.id = id;
            this.begun = begun;
            this.over = over;
            this.questions = questions;
            this.end = end;
        }

        synchronized void answered(Map<String, Json> answers) {
            questions.keySet().removeAll(answers.keySet());
        }

        synchronized void cancel(Instant now) {
            canceled = canceled || !isOver(now);
        }

        private boolean isOver(Instant now) {
            return questions.isEmpty() && !now.isBefore(over);
        }

        synchronized Json.Obj summary(Instant now) {
            return Json.object()
                    .with("taskId", id)
                    .with("status", status(now))
                    .with("createdAt", Json.time(begun))
                    .with("lastUpdatedAt", Json.time(now))
                    .with("ttlMs", Json.number(600_000))
                    .with("pollIntervalMs", Json.number(100));
        }

        private String status(Instant now) {
            if (canceled) {
                return "cancelled";
            }
            if (!questions.isEmpty()) {
                return "input_required";
            }
            if (!isOver(now)) {
                return "working";
            }
            return end.get("error").isPresent() ? "failed" : "completed";
        }

        synchronized Json.Obj detailed(Instant now) {
            var task = summary(now);
            if (canceled) {
                return task;
            }
            if (!questions.isEmpty()) {
                return task.with("inputRequests", Json.object(questions));
            }
            for (var member : isOver(now)
                    ? end.members().entrySet()
                    : Map.<String, Json>of().entrySet()) {
                task = task.with(member.getKey(), member.getValue());
            }
            return task;
        }
    }
}
