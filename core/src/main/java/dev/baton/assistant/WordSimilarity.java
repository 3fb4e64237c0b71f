package dev.baton.assistant;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares texts by the words that they share: exact and explainable, but blind to other wordings. */
public final class WordSimilarity implements Similarity {
    private static final Set<String> FILLERS = Set.of(
            "a", "an", "the", "my", "your", "our", "i", "you", "we", "it", "is", "was", "are", "were", "am", "be",
            "been", "to", "of", "in", "on", "at", "for", "and", "or", "with", "this", "that", "me", "do", "does", "did",
            "have", "has", "had", "please", "can", "could", "would", "will", "hi", "hello", "there", "so", "just",
            "what", "how", "when", "where", "get");

    @Override
    public double[] scores(String text, List<String> examples) {
        var said = content(text);
        return examples.stream()
                .mapToDouble(example -> score(said, content(example)))
                .toArray();
    }

    private static double score(Set<String> said, Set<String> example) {
        if (said.isEmpty() || example.isEmpty()) {
            return 0;
        }
        var shared = new HashSet<>(said);
        shared.retainAll(example);
        var both = 2.0 * shared.size() / (said.size() + example.size());
        // a long story may hold the whole of a short example
        var held = shared.size() < 2 ? 0 : 0.7 * shared.size() / Math.min(said.size(), example.size());
        return Math.max(both, held);
    }

    private static Set<String> content(String text) {
        var stems = new HashSet<String>();
        var all = new HashSet<String>();
        for (var word : Words.of(text).list()) {
            all.add(word.stem());
            if (!FILLERS.contains(word.text())) {
                stems.add(word.stem());
            }
        }
        return stems.isEmpty() ? all : stems;
    }
}
