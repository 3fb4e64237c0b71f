package dev.baton.engine;

import dev.baton.oversight.AgentRecord;
import dev.baton.policy.Level;
import dev.baton.principal.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How much agents may do by themselves. The file of an agent says how much at most; people lower that at once, and only
 * a person raises it again, never beyond the file.
 */
public interface Levels {
    /** Every agent, by name. */
    List<AgentLevel> list();

    Optional<AgentLevel> find(String agent);

    /** Sets how much an agent may do; what it may do already stays as it is. */
    Outcome set(String agent, Level level, Optional<String> reason, Principal by);

    /**
     * One agent.
     *
     * @param inFile what its file says
     * @param now what counts
     * @param mayLower the roles that may lower it: operators, and whoever its rules ask
     */
    record AgentLevel(
            String agent, String description, Level inFile, Level now, AgentRecord record, Set<String> mayLower) {
        public AgentLevel {
            mayLower = Set.copyOf(mayLower);
        }

        /** Whether somebody may set it to a level. */
        public boolean maySet(Level to, Principal by) {
            var role = to.compareTo(now) < 0 ? mayLower : Set.of(LevelDesk.OPERATOR);
            return by.kind() == Principal.Kind.PERSON && role.stream().anyMatch(by::has) && to.compareTo(inFile) <= 0;
        }
    }

    /** What came of setting a level. */
    sealed interface Outcome {
        record Done(AgentLevel level, String message) implements Outcome {}

        record NotAllowed(String message) implements Outcome {}

        record NotFound(String message) implements Outcome {}

        /** The file does not allow as much. */
        record Conflict(String message) implements Outcome {}
    }
}
