package dev.baton.server.door.a2a;

import dev.baton.engine.HandoffQuery;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Handoffs;
import dev.baton.principal.Principal;
import dev.baton.server.identity.Access;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The tasks of a caller, the one that changed last first. */
final class TaskLists {
    private static final int BATCH = 500;

    /** More are not counted; whoever has more wants a narrower question. */
    private static final int MOST = 10_000;

    private final Handoffs handoffs;
    private final Function<HandoffView, Task> form;

    TaskLists(Handoffs handoffs, Function<HandoffView, Task> form) {
        this.handoffs = handoffs;
        this.form = form;
    }

    TaskPage page(TaskQuery query, Principal caller) {
        var from = query.token().map(TaskLists::place);
        var wanted = wanted(query, caller);
        var page = new Page(query.size());
        for (var seen = 0; seen < MOST; seen += BATCH) {
            var entries = handoffs.list(wanted);
            for (var entry : entries) {
                if (fits(entry, query, caller)) {
                    var isBefore = from.filter(place -> !entry.place().isBelow(place));
                    page.take(entry, isBefore.isPresent(), () -> task(entry, caller));
                }
            }
            if (entries.size() < BATCH) {
                break;
            }
            wanted = wanted.after(entries.getLast().place());
        }
        return page.done();
    }

    /** What is shown of all that fits. */
    private static final class Page {
        private final int size;
        private final List<Task> shown = new ArrayList<>();
        private Optional<HandoffQuery.Place> last = Optional.empty();
        private boolean hasMore;
        private int total;

        private Page(int size) {
            this.size = size;
        }

        /** @param task is only looked at when it is shown */
        private void take(HandoffQuery.Entry entry, boolean isBefore, Supplier<Optional<Task>> task) {
            total++;
            if (!isBefore && shown.size() == size) {
                hasMore = true;
            } else if (!isBefore) {
                task.get().ifPresent(shown::add);
                last = Optional.of(entry.place());
            }
        }

        private TaskPage done() {
            return new TaskPage(shown, hasMore ? last.map(TaskLists::token).orElse("") : "", total);
        }
    }

    /** Whether it is in the state that is asked for. Who is asked a question is only known by looking. */
    private boolean fits(HandoffQuery.Entry entry, TaskQuery query, Principal caller) {
        if (query.state().isEmpty()) {
            return true;
        }
        var state = query.state().get();
        return switch (entry.state()) {
            case SUBMITTED -> state == TaskState.SUBMITTED;
            case WORKING, APPROVAL_REQUIRED -> state == TaskState.WORKING;
            case INPUT_REQUIRED ->
                task(entry, caller)
                        .filter(task -> task.status().state() == state)
                        .isPresent();
            case COMPLETED -> state == TaskState.COMPLETED;
            case FAILED -> state == TaskState.FAILED;
            case CANCELED -> state == TaskState.CANCELED;
            case REJECTED -> state == TaskState.REJECTED;
        };
    }

    /** As it is now, which may be other than when the list was made. */
    private Optional<Task> task(HandoffQuery.Entry entry, Principal caller) {
        return handoffs.find(entry.handoff())
                .filter(handoff -> Access.mayLookAt(handoff, caller))
                .map(form);
    }

    private static HandoffQuery wanted(TaskQuery query, Principal caller) {
        var wanted = HandoffQuery.all(BATCH);
        wanted = switch (caller.kind()) {
            case PERSON -> wanted;
            case CUSTOMER -> wanted.about(caller.reference());
            case SERVICE, ASSISTANT, AGENT, SYSTEM, TRIGGER -> wanted.of(caller.reference());
        };
        if (query.context().isPresent()) {
            wanted = wanted.in(query.context().get());
        }
        return query.changedSince().isPresent()
                ? wanted.since(query.changedSince().get())
                : wanted;
    }

    private static String token(HandoffQuery.Place place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((place.changedAt() + " " + place.handoff()).getBytes(StandardCharsets.UTF_8));
    }

    private static HandoffQuery.Place place(String token) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", 2);
            return new HandoffQuery.Place(Instant.parse(parts[0]), parts[1]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw A2aException.invalid("The pageToken is not one that a page told; begin without one.");
        }
    }
}
