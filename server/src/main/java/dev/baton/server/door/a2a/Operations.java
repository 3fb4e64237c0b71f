package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.http.Waits;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/** The operations of the protocol, the same for every binding. */
final class Operations {
    /** How long a stream may be silent; proxies give up after half a minute or more. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Tasks tasks;
    private final AgentCard card;

    Operations(Tasks tasks, AgentCard card) {
        this.tasks = tasks;
        this.card = card;
    }

    /** @param origin the address that the caller knows this server by */
    record Caller(Principal principal, String origin) {}

    /** @throws A2aException when it is refused */
    Answer perform(Operation operation, Params params, Caller caller) throws InterruptedException {
        var who = caller.principal();
        return switch (operation) {
            case SEND_MESSAGE -> send(SendRequest.read(params), who);
            case SEND_STREAMING_MESSAGE -> stream(SendRequest.read(params), who);
            case GET_TASK -> {
                var history = SendRequest.history(params);
                yield new Answer.Now(
                        task(params, "id", who).remembering(history).toJson());
            }
            case LIST_TASKS -> {
                var query = TaskQuery.read(params);
                yield new Answer.Now(tasks.list(query, who).toJson(query));
            }
            case CANCEL_TASK ->
                new Answer.Now(tasks.cancel(task(params, "id", who).id(), who).toJson());
            case SUBSCRIBE_TO_TASK -> subscribe(task(params, "id", who), who);
            case CREATE_PUSH_CONFIG -> createPush(params, who);
            case GET_PUSH_CONFIG -> findPush(params, who);
            case LIST_PUSH_CONFIGS -> listPushes(params, who);
            case DELETE_PUSH_CONFIG -> deletePush(params, who);
            case GET_EXTENDED_AGENT_CARD -> new Answer.Now(card.of(who, caller.origin()));
        };
    }

    private Task task(Params params, String name, Principal caller) {
        var id = params.requiredText(name);
        params.check();
        return tasks.find(id, caller).orElseThrow(() -> A2aException.taskNotFound(id));
    }

    private Answer send(SendRequest request, Principal caller) throws InterruptedException {
        return switch (tasks.send(request.message(), push(request), caller)) {
            case Tasks.Reply.Said(var message) -> new Answer.Now(Json.object("message", message.toJson()));
            case Tasks.Reply.Tracked(var task) -> {
                var shown = request.immediately() ? task : settled(task, caller);
                yield new Answer.Now(
                        Json.object("task", shown.remembering(request.history()).toJson()));
            }
        };
    }

    private Answer stream(SendRequest request, Principal caller) {
        return switch (tasks.send(request.message(), push(request), caller)) {
            case Tasks.Reply.Said(var message) ->
                (Answer.Flow) sink -> sink.item(Json.object("message", message.toJson()));
            case Tasks.Reply.Tracked(var task) -> {
                var shown = task.remembering(request.history());
                // what the caller has to answer comes as a message of its own, which opens another stream
                yield (Answer.Flow) sink -> follow(shown, TaskState::isInterruptedOrTerminal, caller, sink);
            }
        };
    }

    private java.util.Optional<PushConfig> push(SendRequest request) {
        if (request.push().isPresent()) {
            pushes();
        }
        return request.push();
    }

    private Answer subscribe(Task task, Principal caller) {
        var state = task.status().state();
        if (state.isTerminal()) {
            throw A2aException.of(
                            A2aError.UNSUPPORTED_OPERATION,
                            "Task '" + task.id() + "' is over (" + state.word()
                                    + "), so nothing more happens to it; get it instead.")
                    .with("taskId", task.id());
        }
        return (Answer.Flow) sink -> follow(task, TaskState::isTerminal, caller, sink);
    }

    /** The task once it is over or asks something, or as it is when that takes long. */
    private Task settled(Task task, Principal caller) throws InterruptedException {
        var until = System.nanoTime() + Waits.LONGEST.toNanos();
        var seen = task.revision();
        var state = task.status().state();
        while (!state.isInterruptedOrTerminal() && System.nanoTime() < until) {
            for (var update : tasks.awaitUpdates(task.id(), seen, Duration.ofNanos(until - System.nanoTime()))) {
                seen = update.revision();
                state = update instanceof Update.Changed changed
                        ? changed.status().state()
                        : state;
            }
        }
        return seen == task.revision() ? task : tasks.find(task.id(), caller).orElse(task);
    }

    private void follow(Task task, Predicate<TaskState> isOver, Principal caller, Answer.Sink sink)
            throws IOException, InterruptedException {
        sink.item(new Update.Whole(task).toJson());
        var seen = task.revision();
        var state = task.status().state();
        while (!isOver.test(state)) {
            var updates = tasks.awaitUpdates(task.id(), seen, HEARTBEAT);
            for (var update : updates) {
                sink.item(update.toJson());
                seen = update.revision();
                state = update instanceof Update.Changed changed
                        ? changed.status().state()
                        : state;
            }
            if (updates.isEmpty()) {
                sink.idle();
                if (tasks.find(task.id(), caller).isEmpty()) {
                    return;
                }
            }
        }
    }

    private Pushes pushes() {
        return tasks.pushes()
                .orElseThrow(() -> A2aException.of(
                        A2aError.PUSH_NOTIFICATION_NOT_SUPPORTED, "Nothing is pushed from here; poll or subscribe."));
    }

    private Answer createPush(Params params, Principal caller) {
        var pushes = pushes();
        var wanted = PushConfig.read(params);
        var task = task(params, "taskId", caller).id();
        return new Answer.Now(pushes.create(task, wanted, caller).toJson(task));
    }

    private Answer findPush(Params params, Principal caller) {
        var pushes = pushes();
        var id = params.requiredText("id");
        var task = task(params, "taskId", caller).id();
        return pushes.list(task).stream()
                .filter(it -> it.id().equals(java.util.Optional.of(id)))
                .findFirst()
                .<Answer>map(it -> new Answer.Now(it.toJson(task)))
                .orElseThrow(() -> A2aException.of(
                                A2aError.TASK_NOT_FOUND,
                                "Task '" + task + "' has no push notification config '" + id + "'.")
                        .with("taskId", task)
                        .with("id", id));
    }

    private Answer listPushes(Params params, Principal caller) {
        var pushes = pushes();
        var task = task(params, "taskId", caller).id();
        var configs = pushes.list(task).stream().map(it -> it.toJson(task)).toList();
        return new Answer.Now(Json.object("configs", Json.array(configs)).with("nextPageToken", ""));
    }

    private Answer deletePush(Params params, Principal caller) {
        var pushes = pushes();
        var id = params.requiredText("id");
        pushes.delete(task(params, "taskId", caller).id(), id, caller);
        return new Answer.Now(Json.object());
    }
}
