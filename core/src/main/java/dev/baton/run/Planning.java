package dev.baton.run;

import dev.baton.memory.Recall;
import java.util.Optional;

/**
 * How plans are made by a model.
 *
 * @param repairs how often a plan that does not compile is given back to be mended
 * @param replans how often a run may be planned anew
 * @param approve the role of those who approve a plan before anything of it is done
 * @param instructions of the agent's file
 * @param recall what a model is told of earlier requests of the same person, where it is told any
 */
public record Planning(
        Style style, int repairs, int replans, Optional<String> approve, String instructions, Optional<Recall> recall) {
    public static final int DEFAULT_REPAIRS = 2;
    public static final int DEFAULT_REPLANS = 3;

    /** How much is planned at once. */
    public enum Style {
        /** All of it, but for parts that are left open on purpose. */
        WHOLE,
        /** The next steps only, each time on what came of the ones before. */
        STEPWISE
    }

    /** Without memory. */
    public Planning(Style style, int repairs, int replans, Optional<String> approve, String instructions) {
        this(style, repairs, replans, approve, instructions, Optional.empty());
    }

    /** The same with memory. */
    public Planning recalling(Recall how) {
        return new Planning(style, repairs, replans, approve, instructions, Optional.of(how));
    }

    public Planning {
        if (repairs < 0 || replans < 0) {
            throw new IllegalArgumentException("a plan is mended and made anew 0 times or more often");
        }
    }
}
