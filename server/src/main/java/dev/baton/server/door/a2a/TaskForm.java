package dev.baton.server.door.a2a;

import dev.baton.engine.HandoffView;
import dev.baton.engine.HandoffView.Needs;
import dev.baton.engine.JournalEntry;
import dev.baton.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A handoff as a task. What waits for people here is work to the one who asked; only a question to that one interrupts
 * the task.
 */
final class TaskForm {
    private static final String REQUESTER = "requester";
    private static final String RECEIPT = "receipt";

    private TaskForm() {}

    /** @param journal of the handoff's run, from its beginning */
    static Task of(HandoffView handoff, List<JournalEntry> journal) {
        var at = journal.stream()
                .filter(entry -> entry.revision() <= handoff.revision())
                .reduce((first, second) -> second)
                .map(JournalEntry::at)
                .orElse(handoff.submittedAt());
        return of(handoff, journal, at);
    }

    /** @param at when it came to be as it is */
    static Task of(HandoffView handoff, List<JournalEntry> journal, Instant at) {
        return new Task(
                handoff.id(),
                context(handoff),
                status(handoff, at),
                receipt(handoff).stream().toList(),
                history(handoff, journal),
                Json.object("contract", Json.text(handoff.contract().toString()))
                        .with("state", handoff.state().word()),
                handoff.revision());
    }

    /** A task that was given no context is one of its own. */
    static String context(HandoffView handoff) {
        return handoff.context().orElse(handoff.id());
    }

    /** What a change of a handoff is told as: at the end first the receipt, then that it is over. */
    static List<Update> updates(HandoffView handoff, Instant at) {
        var updates = new ArrayList<Update>();
        receipt(handoff)
                .ifPresent(artifact -> updates.add(new Update.Produced(
                        handoff.id(), context(handoff), artifact, false, true, handoff.revision())));
        updates.add(new Update.Changed(handoff.id(), context(handoff), status(handoff, at), handoff.revision()));
        return updates;
    }

    /** What the requester is asked, if anything is. */
    static Optional<Needs.Input> asked(HandoffView handoff) {
        return handoff.needs()
                .filter(Needs.Input.class::isInstance)
                .map(Needs.Input.class::cast)
                .filter(input -> input.of().equals(REQUESTER));
    }

    private static TaskState state(HandoffView handoff) {
        return switch (handoff.state()) {
            case SUBMITTED -> TaskState.SUBMITTED;
            case WORKING, APPROVAL_REQUIRED -> TaskState.WORKING;
            case INPUT_REQUIRED -> asked(handoff).isPresent() ? TaskState.INPUT_REQUIRED : TaskState.WORKING;
            case COMPLETED -> TaskState.COMPLETED;
            case FAILED -> TaskState.FAILED;
            case CANCELED -> TaskState.CANCELED;
            case REJECTED -> TaskState.REJECTED;
        };
    }

    private static Task.Status status(HandoffView handoff, Instant at) {
        var id = handoff.id() + "-" + handoff.revision();
        var said = asked(handoff)
                .map(input -> Message.ofAgent(
                        id,
                        context(handoff),
                        handoff.id(),
                        new Part.Text(input.question()),
                        new Part.Data(question(input))))
                .orElseGet(() -> Message.ofAgent(id, context(handoff), handoff.id(), new Part.Text(handoff.message())));
        return new Task.Status(state(handoff), Optional.of(said), at);
    }

    private static Json.Obj question(Needs.Input input) {
        return Json.object("question", Json.text(input.id()))
                .with("context", input.context())
                .with("schema", input.schema())
                .with("expires", Json.time(input.expires()));
    }

    private static Optional<Task.Artifact> receipt(HandoffView handoff) {
        return handoff.receipt()
                .map(receipt -> new Task.Artifact(RECEIPT, "Receipt", List.of(new Part.Data(receipt.toJson()))));
    }

    /** What was said between the one who asked and the agent, as the log has it. */
    private static List<Message> history(HandoffView handoff, List<JournalEntry> journal) {
        var history = new ArrayList<Message>();
        for (var entry : journal) {
            switch (entry.type()) {
                case "Submitted" ->
                    history.add(byUser(
                            handoff,
                            entry.payload().textAt("idempotencyKey").orElse(handoff.id() + "-" + entry.revision()),
                            Json.object("contract", Json.text(handoff.contract().toString()))
                                    .with("input", handoff.input())));
                case "InputAsked" -> {
                    if (entry.payload().textAt("of").equals(Optional.of(REQUESTER))) {
                        history.add(Message.ofAgent(
                                handoff.id() + "-" + entry.revision(),
                                context(handoff),
                                handoff.id(),
                                new Part.Text(entry.payload().textAt("question").orElse(""))));
                    }
                }
                case "InputGiven" ->
                    entry.payload()
                            .get("value")
                            .ifPresent(value ->
                                    history.add(byUser(handoff, handoff.id() + "-" + entry.revision(), value)));
                case String ignored -> {
                    // how the agent works is its own affair
                }
            }
        }
        return history;
    }

    private static Message byUser(HandoffView handoff, String id, Json data) {
        return new Message(
                id,
                Optional.of(context(handoff)),
                Optional.of(handoff.id()),
                true,
                List.of(new Part.Data(data)),
                Json.object());
    }
}
