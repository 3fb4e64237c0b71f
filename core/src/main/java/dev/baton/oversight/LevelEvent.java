package dev.baton.oversight;

import dev.baton.policy.Level;
import dev.baton.principal.Principal;
import java.util.Optional;

/** What people did about the level of agents. */
public sealed interface LevelEvent {
    String agent();

    /** From now on it may do at most that much, whatever its file says. */
    record Lowered(String agent, Level level, Optional<String> reason, Principal by) implements LevelEvent {}

    /** @param level at most that much; empty for what its file says */
    record Raised(String agent, Optional<Level> level, Optional<String> reason, Principal by) implements LevelEvent {}

    /**
     * Somebody looked at what was done unasked. What they said of it is with the run.
     *
     * @param item that of the inbox
     * @param rule that would have asked, as {@code policy/rule}
     */
    record Reviewed(String agent, String item, String rule, boolean fine, Principal by) implements LevelEvent {}
}
