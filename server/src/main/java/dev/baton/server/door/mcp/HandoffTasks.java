package dev.baton.server.door.mcp;

import dev.baton.engine.HandoffView;
import dev.baton.event.StoreUnavailableException;
import dev.baton.json.Json;
import dev.baton.server.door.mcp.protocol.Call;
import dev.baton.server.door.mcp.protocol.Handler;
import dev.baton.server.door.mcp.protocol.Offer;
import dev.baton.server.door.mcp.protocol.Outcome;
import dev.baton.server.door.mcp.protocol.RpcError;
import dev.baton.server.door.mcp.protocol.RpcException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The tasks extension of the protocol: a task is a handoff, and has its id. Nothing else is kept of it. */
final class HandoffTasks {
    private static final String ID = "taskId";
    private static final String IDS = "taskIds";
    private static final long POLL_MILLIS = 2_000;
    private static final Duration GLANCE = Duration.ofSeconds(15);

    private final Followed followed;

    HandoffTasks(Followed followed) {
        this.followed = followed;
    }

    Map<String, Handler> methods() {
        return Map.of("tasks/get", this::get, "tasks/update", this::update, "tasks/cancel", this::cancel);
    }

    private Outcome get(Call call) {
        return new Outcome.Complete(detailed(wanted(call), call));
    }

    private Outcome update(Call call) {
        var handoff = wanted(call);
        Questions.open(handoff)
                .ifPresent(question -> Optional.ofNullable(call.inputs().get(question.id()))
                        .flatMap(answer -> Form.of(question.schema()).flatMap(form -> form.value(answer)))
                        .ifPresent(
                                value -> followed.answer(handoff, Optional.of(question.id()), value, call.caller())));
        return new Outcome.Complete(Json.object());
    }

    private Outcome cancel(Call call) {
        var by = call.caller();
        followed.cancel(wanted(call), "called off by " + by.reference(), by);
        return new Outcome.Complete(Json.object());
    }

    private HandoffView wanted(Call call) {
        call.mustTakeTasks();
        var id = call.params()
                .textAt(ID)
                .orElseThrow(() -> new RpcException(RpcError.invalidParams("'taskId' is missing.")));
        return followed.find(id, call.caller())
                .orElseThrow(() -> new RpcException(RpcError.invalidParams("There is no task '" + id + "'.")));
    }

    /** A task that was just handed in. */
    static Json.Obj summary(HandoffView handoff) {
        return described(handoff, status(handoff, false), handoff.submittedAt());
    }

    private Json.Obj detailed(HandoffView handoff, Call call) {
        var requests = Questions.requests(handoff, call);
        var task = described(handoff, status(handoff, requests.isPresent()), followed.lastChange(handoff));
        if (requests.isPresent()) {
            return task.with("inputRequests", Json.object(requests.get()));
        }
        return switch (handoff.state()) {
            case COMPLETED, FAILED, REJECTED -> task.with("result", HandoffResult.ofCall(handoff));
            case CANCELED, SUBMITTED, WORKING, INPUT_REQUIRED, APPROVAL_REQUIRED -> task;
        };
    }

    private static Json.Obj described(HandoffView handoff, String status, Instant changed) {
        return Json.object()
                .with(ID, handoff.id())
                .with("status", status)
                .with("statusMessage", words(handoff))
                .with("createdAt", Json.time(handoff.submittedAt()))
                .with("lastUpdatedAt", Json.time(changed))
                .with("ttlMs", Json.Null.INSTANCE)
                .with("pollIntervalMs", Json.number(POLL_MILLIS));
    }

    private static String words(HandoffView handoff) {
        return Questions.open(handoff)
                .map(question -> handoff.message() + " (" + question.question() + ")")
                .orElse(handoff.message());
    }

    /** Who is to approve is not the client, so that is work like any other. An end that is no error of ours completes. */
    private static String status(HandoffView handoff, boolean canAsk) {
        return switch (handoff.state()) {
            case SUBMITTED, WORKING, APPROVAL_REQUIRED -> "working";
            case INPUT_REQUIRED -> canAsk ? "input_required" : "working";
            case COMPLETED, FAILED, REJECTED -> "completed";
            case CANCELED -> "cancelled";
        };
    }

    /** Those of the wished tasks that the caller may look at. */
    Json.Obj grant(Json.Obj wish, Call call) {
        if (wish.get(IDS).isEmpty()) {
            return Json.object();
        }
        call.mustTakeTasks();
        return Json.object(
                IDS,
                Json.texts(ids(wish)
                        .filter(id -> followed.find(id, call.caller()).isPresent())
                        .toList()));
    }

    private static java.util.stream.Stream<String> ids(Json.Obj wish) {
        return wish.get(IDS).stream()
                .filter(Json.Arr.class::isInstance)
                .flatMap(ids -> ids.asArray().stream())
                .flatMap(id -> id.asText().stream());
    }

    /** Tells every change of the granted tasks, each from a thread of its own. */
    Offer.Following follow(Json.Obj granted, Call call, BiConsumer<String, Json.Obj> listener) {
        var threads = ids(granted)
                .flatMap(id -> followed.find(id, call.caller()).stream())
                .map(handoff -> Thread.ofVirtual().start(() -> follow(handoff, call, listener)))
                .toList();
        return () -> threads.forEach(Thread::interrupt);
    }

    private void follow(HandoffView first, Call call, BiConsumer<String, Json.Obj> listener) {
        try {
            var handoff = first;
            var told = Json.object();
            while (true) {
                var task = detailed(handoff, call);
                if (!task.without("lastUpdatedAt").equals(told)) {
                    listener.accept("notifications/tasks", task);
                    told = task.without("lastUpdatedAt");
                }
                if (handoff.state().isTerminal()) {
                    return;
                }
                handoff = followed.next(handoff, GLANCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailableException | RpcException e) {
            // whoever listens asks by tasks/get, and is told why there
        }
    }
}
