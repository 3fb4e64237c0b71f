package dev.baton.server.door.a2a;

import dev.baton.engine.HandoffChange;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Runs;
import dev.baton.engine.Submission;
import dev.baton.handoff.Contract;
import dev.baton.principal.Principal;
import dev.baton.server.identity.Access;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tasks that are handoffs: the id of the one is the id of the other. */
final class HandoffTasks implements Tasks {
    static final String DOOR = "a2a";

    /** How long a cancel waits for what is on its way to settle, before it shows the task as it is. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final Handoffs handoffs;
    private final Runs runs;
    private final ContractSkills contracts;
    private final Optional<CallbackPushes> pushes;

    HandoffTasks(Handoffs handoffs, Runs runs, ContractSkills contracts, Optional<CallbackPushes> pushes) {
        this.handoffs = handoffs;
        this.runs = runs;
        this.contracts = contracts;
        this.pushes = pushes;
    }

    @Override
    public Reply send(Message message, Optional<PushConfig> push, Principal caller) {
        Intake.check(message);
        return message.task().isPresent()
                ? new Reply.Tracked(goOn(message, message.task().get(), push, caller))
                : begin(message, push, caller);
    }

    private Reply begin(Message message, Optional<PushConfig> push, Principal caller) {
        return switch (Intake.read(message)) {
            case Intake.Unclear(var contract) -> new Reply.Said(contracts.ask(message, contract, caller));
            case Intake.Clear(var contract, var input) -> {
                var request =
                        new HandoffRequest(contract, input, caller, DOOR, Optional.of(message.id()), message.context());
                var asked = push.map(wanted -> pushes.orElseThrow().subscription(wanted));
                var whole = asked.map(request::withCallback).orElse(request);
                var handoff = accepted(whole, handoffs.submit(whole));
                yield new Reply.Tracked(task(handoff));
            }
        };
    }

    private HandoffView accepted(HandoffRequest request, Submission submission) {
        return switch (submission) {
            case Submission.Accepted(var handoff, var ignored) -> handoff;
            case Submission.UnknownContract(var message) ->
                throw A2aException.invalid("Nothing was started: " + message + ".");
            case Submission.NotAllowed(var message) ->
                throw A2aException.of(A2aError.PERMISSION_DENIED, "Nothing was started: " + message + ".");
            case Submission.Invalid(var problems) ->
                throw A2aException.invalid(
                        "The input of " + request.contract(),
                        Stream.concat(problems.stream(), contracts.questions(request).stream())
                                .toList());
            case Submission.KeyReused(var handoff) ->
                throw A2aException.of(
                                A2aError.CONFLICT,
                                "This messageId was used for another request, which became task " + handoff
                                        + "; use a new one for a new request.")
                        .with("taskId", handoff);
            case Submission.AlreadyRunning(var handoff, var ignored) ->
                throw A2aException.of(
                                A2aError.CONFLICT,
                                "This is being worked on already, as task " + handoff
                                        + ". Nothing was started; follow that one.")
                        .with("taskId", handoff);
            case Submission.NoLongerKept(var handoff, var ignored) ->
                throw A2aException.of(
                                A2aError.CONFLICT,
                                "This messageId was used before, for task " + handoff
                                        + ", whose contents are no longer kept. Nothing was started; use a new one for"
                                        + " a new request.")
                        .with("taskId", handoff);
            case Submission.Overloaded(var message, var retryAfter) ->
                throw A2aException.of(
                                A2aError.UNAVAILABLE,
                                "Nothing was accepted: " + message + ". Send the same message again in "
                                        + retryAfter.toSeconds() + " s.")
                        .retryAfter(retryAfter);
            case Submission.NotReady(var message) -> throw A2aException.of(A2aError.UNAVAILABLE, message);
        };
    }

    /** A message about a task answers what its agent asked. */
    private Task goOn(Message message, String id, Optional<PushConfig> push, Principal caller) {
        var handoff = visible(id, caller);
        if (message.context().isPresent() && !message.context().get().equals(TaskForm.context(handoff))) {
            throw A2aException.invalid("Task '" + id + "' belongs to another context than '"
                    + message.context().get() + "'; leave contextId out or send the task's own.");
        }
        if (handoff.state().isTerminal()) {
            throw notNow(id, "is over (" + handoff.state().word() + ") and takes no more messages");
        }
        push.ifPresent(wanted -> pushes.orElseThrow().create(id, wanted, caller));
        var asked = TaskForm.asked(handoff)
                .orElseThrow(() -> notNow(id, "does not ask anything at the moment; follow it until it does"));
        var question = message.metadata().textAt("question").or(() -> Optional.of(asked.id()));
        return switch (runs.answer(handoff.run(), question, Intake.answer(message, asked), caller)) {
            case Runs.Change.Made(var run) -> task(run.handoff());
            case Runs.Change.Invalid(var problems) -> throw A2aException.invalid("The answer", problems);
            case Runs.Change.NotFound ignored -> throw A2aException.taskNotFound(id);
            case Runs.Change.NotAllowed(var reason) -> throw A2aException.of(A2aError.PERMISSION_DENIED, reason + ".");
            case Runs.Change.NotPossible(var reason) -> throw notNow(id, "cannot be answered now: " + reason);
        };
    }

    private static A2aException notNow(String task, String why) {
        return A2aException.of(A2aError.UNSUPPORTED_OPERATION, "Task '" + task + "' " + why + ".")
                .with("taskId", task);
    }

    private HandoffView visible(String id, Principal caller) {
        return handoffs.find(id)
                .filter(handoff -> Access.mayLookAt(handoff, caller))
                .orElseThrow(() -> A2aException.taskNotFound(id));
    }

    @Override
    public Optional<Task> find(String id, Principal caller) {
        return handoffs.find(id)
                .filter(handoff -> Access.mayLookAt(handoff, caller))
                .map(this::task);
    }

    private Task task(HandoffView handoff) {
        return TaskForm.of(handoff, runs.journal(handoff.run(), 0));
    }

    @Override
    public TaskPage list(TaskQuery query, Principal caller) {
        return new TaskLists(handoffs, this::task).page(query, caller);
    }

    @Override
    public Task cancel(String id, Principal caller) throws InterruptedException {
        var handoff = visible(id, caller);
        return switch (runs.cancel(handoff.run(), caller, "called off by " + caller.reference(), Optional.empty())) {
            case Runs.Change.Made ignored ->
                handoffs.await(id, SETTLING).map(this::task).orElseThrow(() -> A2aException.taskNotFound(id));
            case Runs.Change.NotFound ignored -> throw A2aException.taskNotFound(id);
            case Runs.Change.NotAllowed(var reason) -> throw A2aException.of(A2aError.PERMISSION_DENIED, reason + ".");
            case Runs.Change.NotPossible(var reason) -> throw notCancelable(id, reason);
            case Runs.Change.Invalid(var problems) -> throw A2aException.invalid("The request", problems);
        };
    }

    private static A2aException notCancelable(String id, String reason) {
        return A2aException.of(A2aError.TASK_NOT_CANCELABLE, "Task '" + id + "' was not called off: " + reason + ".")
                .with("taskId", id);
    }

    @Override
    public List<Update> awaitUpdates(String id, long after, Duration atMost) throws InterruptedException {
        return handoffs.awaitChanges(id, after, atMost).stream()
                .flatMap(HandoffTasks::updates)
                .toList();
    }

    private static Stream<Update> updates(HandoffChange change) {
        return TaskForm.updates(change.handoff(), change.at()).stream();
    }

    @Override
    public Optional<Pushes> pushes() {
        return pushes.map(Pushes.class::cast);
    }

    @Override
    public Skills skills(Optional<Principal> caller) {
        return contracts.skills(caller);
    }

    /** Contracts that one caller may use. */
    static boolean admits(Contract contract, Optional<Principal> caller) {
        // who has not said who that is may know what any service could do after saying it
        return caller.map(contract::admits).orElseGet(() -> contract.callers().contains("role:service"));
    }
}
