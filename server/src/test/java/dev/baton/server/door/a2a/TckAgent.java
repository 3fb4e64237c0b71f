package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Behaves as the scenarios of the A2A conformance kit want it: the beginning of a message's id says what to do. Stands
 * where handoffs stand otherwise, so that what is tested is the protocol code of the door.
 */
final class TckAgent implements Tasks {
    private static final Duration LONG = Duration.ofSeconds(4);

    private final Map<String, TckTask> tasks = new ConcurrentHashMap<>();
    private final TckPushes pushes = new TckPushes(this);

    @Override
    public Reply send(Message message, Optional<PushConfig> push, Principal caller) {
        for (var part : message.parts()) {
            if (part instanceof Part.File file && file.mediaType().orElse("").startsWith("application/x-unsupported")) {
                throw A2aException.of(A2aError.CONTENT_TYPE_NOT_SUPPORTED, "This is not read here.");
            }
        }
        if (message.id().startsWith("tck-message-response")) {
            var reply = new Message(
                    UUID.randomUUID().toString(),
                    Optional.of(message.context().orElse("ctx-1")),
                    Optional.empty(),
                    false,
                    List.of(new Part.Text("Direct message response")),
                    Json.object());
            return new Reply.Said(reply);
        }
        var task = message.task().map(id -> known(id, message)).orElseGet(() -> begin(message));
        push.ifPresent(config -> pushes.create(task.id(), config, caller));
        task.said(message);
        var before = task.shown().revision();
        Thread.ofVirtual().start(() -> act(message.id(), task));
        task.awaitRevision(before + 1);
        return new Reply.Tracked(task.shown());
    }

    private TckTask begin(Message message) {
        var task = new TckTask(
                UUID.randomUUID().toString(),
                message.context().orElseGet(() -> UUID.randomUUID().toString()));
        tasks.put(task.id(), task);
        return task;
    }

    private TckTask known(String id, Message message) {
        var task = Optional.ofNullable(tasks.get(id)).orElseThrow(() -> A2aException.taskNotFound(id));
        if (message.context().filter(context -> !context.equals(task.context())).isPresent()) {
            throw A2aException.invalid("Task '" + id + "' belongs to another context.");
        }
        if (task.shown().status().state().isTerminal()) {
            throw A2aException.of(A2aError.UNSUPPORTED_OPERATION, "Task '" + id + "' is over.");
        }
        return task;
    }

    private static void act(String id, TckTask task) {
        var text = new Part.File("raw", "dGNr", Optional.of("output.txt"), Optional.of("text/plain"));
        if (id.startsWith("tck-stream-artifact-chunked")) {
            task.change(TaskState.WORKING, "");
            task.produce("a1", new Part.Text("chunk-1 "), false, false);
            task.produce("a1", new Part.Text("chunk-2"), true, true);
            task.change(TaskState.COMPLETED, "");
        } else if (id.startsWith("test-resubscribe-message-id")) {
            task.change(TaskState.WORKING, "");
            task.rest(LONG);
            task.change(TaskState.COMPLETED, "");
        } else if (id.startsWith("tck-stream-artifact-text")) {
            stream(task, new Part.Text("Streamed text content"));
        } else if (id.startsWith("tck-stream-artifact-file")) {
            stream(task, text);
        } else if (id.startsWith("tck-stream-ordering-001")) {
            stream(task, new Part.Text("Ordered output"));
        } else if (id.startsWith("tck-stream-001")) {
            stream(task, new Part.Text("Stream hello from TCK"));
        } else if (id.startsWith("tck-stream-003")) {
            stream(task, new Part.Text("Stream task lifecycle"));
        } else if (id.startsWith("tck-artifact-file-url")) {
            var url = "https://example.com/output.txt";
            finish(task, new Part.File("url", url, Optional.of("output.txt"), Optional.of("text/plain")));
        } else if (id.startsWith("tck-artifact-file")) {
            finish(task, text);
        } else if (id.startsWith("tck-artifact-text")) {
            finish(task, new Part.Text("Generated text content"));
        } else if (id.startsWith("tck-artifact-data")) {
            finish(task, new Part.Data(Json.parse("{\"key\": \"value\", \"count\": 42}")));
        } else if (id.startsWith("tck-input-required")) {
            task.change(TaskState.INPUT_REQUIRED, "");
        } else if (id.startsWith("tck-reject-task")) {
            task.change(TaskState.REJECTED, "rejected");
        } else {
            task.change(TaskState.COMPLETED, "Hello from TCK");
        }
    }

    private static void stream(TckTask task, Part part) {
        task.change(TaskState.WORKING, "");
        finish(task, part);
    }

    private static void finish(TckTask task, Part part) {
        task.produce("a1", part, false, true);
        task.change(TaskState.COMPLETED, "");
    }

    @Override
    public Optional<Task> find(String task, Principal caller) {
        return Optional.ofNullable(tasks.get(task)).map(TckTask::shown);
    }

    @Override
    public TaskPage list(TaskQuery query, Principal caller) {
        var fitting = tasks.values().stream()
                .map(TckTask::shown)
                .filter(task -> query.context().map(task.context()::equals).orElse(true))
                .filter(task -> query.state()
                        .map(state -> state == task.status().state())
                        .orElse(true))
                .sorted((one, other) ->
                        other.status().at().compareTo(one.status().at()))
                .toList();
        var from = query.token().map(Integer::parseInt).orElse(0);
        var to = Math.min(fitting.size(), from + query.size());
        return new TaskPage(fitting.subList(from, to), to < fitting.size() ? Integer.toString(to) : "", fitting.size());
    }

    @Override
    public Task cancel(String id, Principal caller) {
        var task = Optional.ofNullable(tasks.get(id)).orElseThrow(() -> A2aException.taskNotFound(id));
        if (task.shown().status().state().isTerminal()) {
            throw A2aException.of(A2aError.TASK_NOT_CANCELABLE, "Task '" + id + "' is over.");
        }
        task.change(TaskState.CANCELED, "");
        return task.shown();
    }

    @Override
    public List<Update> awaitUpdates(String task, long after, Duration atMost) throws InterruptedException {
        return Objects.requireNonNull(tasks.get(task), task).await(after, atMost);
    }

    @Override
    public Optional<Pushes> pushes() {
        return Optional.of(pushes);
    }

    @Override
    public Skills skills(Optional<Principal> caller) {
        var skill = Json.object("id", Json.text("tck"))
                .with("name", "TCK conformance")
                .with("description", "Does what the conformance kit asks for")
                .with("tags", Json.texts(List.of("tck")));
        return new Skills(
                "A2A conformance",
                "The door of A2A in front of the kit's scenarios",
                "1.0.0",
                List.of(skill),
                List.of());
    }
}
