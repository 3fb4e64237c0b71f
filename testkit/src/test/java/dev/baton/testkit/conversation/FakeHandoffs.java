package dev.baton.testkit.conversation;

import dev.baton.engine.GoneRun;
import dev.baton.engine.HandoffChange;
import dev.baton.engine.HandoffQuery;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Submission;
import dev.baton.handoff.ContractId;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Accepts every handoff once per key, keeps them in memory, and can be told to crash after accepting one. */
final class FakeHandoffs implements Handoffs {
    final List<HandoffRequest> requests = new CopyOnWriteArrayList<>();
    final Map<String, HandoffView> started = new ConcurrentHashMap<>();
    final AtomicReference<Optional<RuntimeException>> crash = new AtomicReference<>(Optional.empty());
    final AtomicReference<Optional<Submission>> answer = new AtomicReference<>(Optional.empty());

    @Override
    public Submission submit(HandoffRequest request) {
        requests.add(request);
        if (answer.get().isPresent()) {
            return answer.get().get();
        }
        var id = "h-" + request.idempotencyKey().orElseThrow();
        var repeated =
                started.putIfAbsent(id, view(id, request, HandoffState.WORKING, "We are checking your order")) != null;
        crash.getAndSet(Optional.empty()).ifPresent(failure -> {
            throw failure;
        });
        return new Submission.Accepted(started.get(id), repeated);
    }

    void move(String id, HandoffState state, String message) {
        move(id, state, message, Optional.empty());
    }

    /** Lets the agent of a handoff ask whoever it is for. */
    void ask(String id, String question, String schema) {
        var needs = new HandoffView.Needs.Input(
                "q-" + id,
                "requester",
                question,
                Json.object(),
                Json.parse(schema).asObject(),
                Instant.EPOCH);
        move(id, HandoffState.INPUT_REQUIRED, "We have a question", Optional.of(needs));
    }

    private void move(String id, HandoffState state, String message, Optional<HandoffView.Needs> needs) {
        started.computeIfPresent(
                id,
                (same, view) -> new HandoffView(
                        id,
                        view.run(),
                        view.contract(),
                        state,
                        message,
                        view.requester(),
                        view.subject(),
                        view.input(),
                        view.submittedAt(),
                        needs,
                        Optional.empty(),
                        view.revision() + 1));
    }

    static HandoffView view(String id, HandoffRequest request, HandoffState state, String message) {
        return new HandoffView(
                id,
                "run-of-" + id,
                ContractId.parse(request.contract()),
                state,
                message,
                request.requester().chain(),
                request.requester().subject().reference(),
                request.input().asObject(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                1);
    }

    @Override
    public Optional<HandoffView> find(String handoff) {
        return Optional.ofNullable(started.get(handoff));
    }

    @Override
    public Optional<GoneRun> gone(String handoff) {
        return Optional.empty();
    }

    @Override
    public Optional<HandoffView> await(String handoff, Duration atMost) {
        return find(handoff);
    }

    @Override
    public List<HandoffChange> awaitChanges(String handoff, long afterRevision, Duration atMost) {
        return List.of();
    }

    @Override
    public List<HandoffQuery.Entry> list(HandoffQuery query) {
        return List.of();
    }
}
