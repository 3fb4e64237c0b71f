package dev.baton.inbox;

import dev.baton.oversight.Act;
import dev.baton.principal.Principal;
import java.util.List;
import java.util.Optional;

/** What people did about an item besides answering it. One stream per run holds those of all its items. */
public sealed interface InboxEvent {
    String item();

    record Taken(String item, Principal by) implements InboxEvent {}

    record GivenBack(String item, Principal by) implements InboxEvent {}

    /** {@code to} is a person's id. */
    record Reassigned(String item, String to, Optional<String> comment, Principal by) implements InboxEvent {}

    /** Somebody knows of it, and nothing more is to be done. */
    record Closed(String item, Optional<String> comment, Principal by) implements InboxEvent {}

    /** Somebody looked at what was done unasked, and nothing more is to be done. */
    record Reviewed(String item, boolean fine, Optional<String> comment, Principal by) implements InboxEvent {}

    /**
     * What people did for a request for which an agent only watched; the last word counts.
     *
     * @param acts with the arguments that are known
     */
    record PeopleDid(String item, List<Act> acts, Optional<String> comment, Principal by) implements InboxEvent {
        public PeopleDid {
            acts = List.copyOf(acts);
        }
    }

    /** Somebody had shown what is personal in the run; {@code item} is the run. */
    record Revealed(String item, Principal by) implements InboxEvent {}
}
