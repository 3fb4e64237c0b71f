package dev.baton.engine;

import dev.baton.policy.Switches;
import dev.baton.principal.Principal;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Switches of agents, tools and connections, for operators. What is switched off is not called any more from then on:
 * here at once, on other nodes as soon as their store tells them. What was on its way is settled; runs wait and go on
 * when it is switched on.
 */
public interface Switchboard {
    /** What is off now, the oldest first. */
    List<Switches.Off> off();

    /** What there is to be switched, also tools of a connection that is down. */
    SortedSet<String> names(Switches.Kind kind);

    /** Turns a switch; one that stands so already stays as it is. */
    Turned turn(Switches.Kind kind, String name, boolean on, Optional<String> reason, Principal by);

    /** What came of turning a switch. */
    sealed interface Turned {
        /** @param off empty when it is on now */
        record Done(Optional<Switches.Off> off) implements Turned {}

        record NotAllowed(String message) implements Turned {}

        /** There is nothing of that name. */
        record NotFound(String message) implements Turned {}
    }
}
