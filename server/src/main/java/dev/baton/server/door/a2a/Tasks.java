package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind the protocol: takes messages and makes tasks of them. Whatever is not for a caller is, for that one,
 * not there.
 */
interface Tasks {

    /** What a message led to. */
    sealed interface Reply {
        /** It began a task, or went to one. */
        record Tracked(Task task) implements Reply {}

        /** It was answered, and nothing was begun. */
        record Said(Message message) implements Reply {}
    }

    /**
     * Takes a message, and returns as soon as that is durable.
     *
     * @param push whom the task that it begins is to be told to
     * @throws A2aException when it is refused; nothing was begun then
     */
    Reply send(Message message, Optional<PushConfig> push, Principal caller);

    /** A task with its artifacts and its history, as it is now. */
    Optional<Task> find(String task, Principal caller);

    TaskPage list(TaskQuery query, Principal caller);

    /**
     * Calls a task off and returns it as it is then; what is on its way may have to settle first.
     *
     * @throws A2aException when it is over, or not the caller's to call off
     */
    Task cancel(String task, Principal caller) throws InterruptedException;

    /** What happened to a task after a revision, in order. Waits for the first thing, or until the time is over. */
    List<Update> awaitUpdates(String task, long after, Duration atMost) throws InterruptedException;

    /** Who is told of tasks; empty when nobody can be. */
    Optional<Pushes> pushes();

    /** @param caller empty for somebody who has not said who that is */
    Skills skills(Optional<Principal> caller);

    /**
     * What the card tells of what can be done here.
     *
     * @param extensions that are declared
     */
    record Skills(String name, String description, String version, List<Json.Obj> skills, List<Json.Obj> extensions) {}
}
