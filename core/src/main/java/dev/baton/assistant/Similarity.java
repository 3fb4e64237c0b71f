package dev.baton.assistant;

import java.util.List;

/** How much texts mean the same. Implementations agree on the scale, so that what is read from it need not know them. */
public interface Similarity {

    /** From here on two texts are taken to ask for the same thing. */
    double SAME = 0.5;

    /**
     * One score per example, from 0 (nothing in common) to 1 (the same).
     *
     * @param text what somebody said; untrusted and of bounded length
     */
    double[] scores(String text, List<String> examples);

    /** The best score among the examples, 0 when there are none. */
    default double best(String text, List<String> examples) {
        var best = 0.0;
        for (var score : scores(text, examples)) {
            best = Math.max(best, score);
        }
        return best;
    }
}
