package dev.baton.inbox;

import dev.baton.principal.Principal;
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
}
