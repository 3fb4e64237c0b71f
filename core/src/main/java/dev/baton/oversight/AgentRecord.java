package dev.baton.oversight;

import dev.baton.policy.Level;
import java.time.Instant;
import java.util.Optional;

/**
 * What people did about one agent so far.
 *
 * @param cap how much it may do at most, whatever its file says
 * @param fine how often what was done unasked was found fine
 * @param notFine how often it was not
 */
public record AgentRecord(Optional<Cap> cap, int fine, int notFine) {
    public static final AgentRecord NONE = new AgentRecord(Optional.empty(), 0, 0);

    /**
     * A level that people set.
     *
     * @param by who did it, as in {@code person:omar}
     */
    public record Cap(Level level, String by, Instant at, Optional<String> reason) {}

    public AgentRecord after(LevelEvent event, Instant at) {
        return switch (event) {
            case LevelEvent.Lowered it ->
                capped(Optional.of(new Cap(it.level(), it.by().chain(), at, it.reason())));
            case LevelEvent.Raised it ->
                capped(it.level().map(level -> new Cap(level, it.by().chain(), at, it.reason())));
            case LevelEvent.Reviewed it ->
                it.fine() ? new AgentRecord(cap, fine + 1, notFine) : new AgentRecord(cap, fine, notFine + 1);
        };
    }

    private AgentRecord capped(Optional<Cap> other) {
        return new AgentRecord(other, fine, notFine);
    }

    /** How much the agent may do now. */
    public Level level(Level inFile) {
        return cap.map(it -> inFile.atMost(it.level())).orElse(inFile);
    }
}
