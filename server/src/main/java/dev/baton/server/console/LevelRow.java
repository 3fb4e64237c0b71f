package dev.baton.server.console;

import dev.baton.engine.Levels.AgentLevel;
import dev.baton.policy.Level;
import dev.baton.principal.Principal;
import java.util.Arrays;
import java.util.List;

/**
 * One agent's level, and what the one who looks can set it to.
 *
 * @param lower the levels below
 * @param raise the levels above, as far as the file goes
 */
public record LevelRow(AgentLevel level, List<Level> lower, List<Level> raise) {

    static LevelRow of(AgentLevel level, Principal acting) {
        var possible = Arrays.stream(Level.values())
                .filter(it -> it != level.now() && level.maySet(it, acting))
                .toList();
        return new LevelRow(
                level,
                possible.stream()
                        .filter(it -> it.compareTo(level.now()) < 0)
                        .toList()
                        .reversed(),
                possible.stream().filter(it -> it.compareTo(level.now()) > 0).toList());
    }

    public String agent() {
        return level.agent();
    }

    public boolean lowered() {
        return level.now() != level.inFile();
    }

    /** What the level means, in a sentence. */
    public static String meaning(Level level) {
        return switch (level) {
            case SHADOW -> "It plans and is ruled as always, and does nothing.";
            case PROPOSE -> "Every write that the rules allow is confirmed by an operator.";
            case SUPERVISED -> "The rules decide what it does alone.";
            case AUTONOMOUS -> "What reviewable rules ask is done, and people look at some of it afterwards.";
        };
    }
}
