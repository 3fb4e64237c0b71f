package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task in memory, and everything that happened to it. */
final class TckTask {
    private final String id;
    private final String context;
    private final List<Update> updates = new ArrayList<>();
    private final List<Message> history = new ArrayList<>();
    private final List<Task.Artifact> artifacts = new ArrayList<>();
    private Task.Status status = new Task.Status(TaskState.SUBMITTED, Optional.empty(), Instant.now());

    TckTask(String id, String context) {
        this.id = id;
        this.context = context;
    }

    String id() {
        return id;
    }

    String context() {
        return context;
    }

    synchronized Task shown() {
        return new Task(id, context, status, artifacts, history, Json.object(), updates.size());
    }

    synchronized void said(Message message) {
        history.add(new Message(
                message.id(), Optional.of(context), Optional.of(id), true, message.parts(), message.metadata()));
    }

    synchronized void change(TaskState state, String words) {
        var revision = updates.size() + 1L;
        var message = words.isEmpty()
                ? Optional.<Message>empty()
                : Optional.of(Message.ofAgent(id + "-" + revision, context, id, new Part.Text(words)));
        status = new Task.Status(state, message, Instant.now());
        updates.add(new Update.Changed(id, context, status, revision));
        notifyAll();
    }

    synchronized void produce(String artifact, Part part, boolean append, boolean last) {
        var made = new Task.Artifact(artifact, "", List.of(part));
        artifacts.add(made);
        updates.add(new Update.Produced(id, context, made, append, last, updates.size() + 1L));
        notifyAll();
    }

    synchronized List<Update> await(long after, Duration atMost) throws InterruptedException {
        var until = System.nanoTime() + atMost.toNanos();
        while (updates.size() <= after && System.nanoTime() < until) {
            wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
        }
        return List.copyOf(updates.subList((int) Math.min(after, updates.size()), updates.size()));
    }

    /** Until the first thing happened, so that the answer to a message shows it. */
    void awaitRevision(long revision) {
        try {
            await(revision - 1, Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets time pass, as an agent that works for long does. */
    synchronized void rest(Duration time) {
        try {
            var until = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < until) {
                wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
