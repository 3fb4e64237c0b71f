package dev.baton.engine;

import dev.baton.inbox.Absence;
import dev.baton.inbox.InboxItem;
import dev.baton.principal.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What waits for people: one queue over all runs, a view of the log. Acting on an item itself, by deciding, answering or
 * telling what happened, is done by {@link Approvals} and {@link Runs}; then it is gone from here.
 */
public interface Inbox {

    /**
     * Oldest first. The list may miss what came a moment ago; what it shows is as it is now.
     *
     * @throws IllegalArgumentException when the cursor is none
     */
    Page list(Query query, Principal by);

    /**
     * Records that somebody has what is personal in a run shown.
     *
     * @return why they may not: they are no operator, and nothing of the run waits for them; empty when they may
     */
    default Optional<String> reveal(String run, Principal by) {
        return Optional.empty();
    }

    /** Who had what is personal in a run shown, the first one first. */
    default List<Disclosure> disclosures(String run) {
        return List.of();
    }

    /** @param by as {@link Principal#chain()} */
    record Disclosure(String by, Instant at) {}

    /** An item that waits now. */
    Optional<InboxView> find(String item);

    Outcome take(String item, Principal by);

    Outcome giveBack(String item, Principal by);

    /** @param to the id of the person who has it from now on */
    Outcome reassign(String item, String to, Optional<String> comment, Principal by);

    /** Tells that somebody knows of it; for what has ended, where there is nothing to decide. */
    Outcome close(String item, Optional<String> comment, Principal by);

    /** Who is away now, by id. */
    List<Absence> absences();

    /** Tells that somebody is away; they themselves do that, or an operator. */
    Absent leave(String person, Optional<Instant> until, Principal by);

    Absent comeBack(String person, Principal by);

    /**
     * What somebody wants to see; without anything, all of it.
     *
     * @param rule as {@code policy/rule}
     * @param forMe only what the one who asks may act on and has the skills for
     * @param mine only what the one who asks has, or stands in for
     * @param free only what nobody has
     * @param text words that all have to be there
     * @param cursor {@link Page#next} of the page before
     */
    record Query(
            Optional<InboxItem.Kind> kind,
            Optional<String> role,
            Optional<String> skill,
            Optional<String> rule,
            Optional<String> run,
            boolean forMe,
            boolean mine,
            boolean free,
            boolean overdue,
            Optional<String> text,
            Optional<String> cursor,
            int limit) {

        public static Query all(int limit) {
            var any = Optional.<String>empty();
            return new Query(Optional.empty(), any, any, any, any, false, false, false, false, any, any, limit);
        }

        public Query after(String place) {
            return new Query(kind, role, skill, rule, run, forMe, mine, free, overdue, text, Optional.of(place), limit);
        }
    }

    /** @param next the cursor for more, if there may be more */
    record Page(List<InboxView> items, Optional<String> next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /** What became of a wish about an item. */
    sealed interface Outcome {
        record Done(Optional<InboxView> item, String message) implements Outcome {}

        record NotFound(String message) implements Outcome {}

        record NotAllowed(String message) implements Outcome {}

        /** Somebody else has it, or it cannot be closed; the message says so. */
        record Conflict(String message) implements Outcome {}
    }

    /** What became of telling that somebody is away or back. */
    sealed interface Absent {
        record Noted(List<Absence> absences, String message) implements Absent {}

        record NotFound(String message) implements Absent {}

        record NotAllowed(String message) implements Absent {}
    }
}
