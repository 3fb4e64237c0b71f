package dev.baton.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.assistant.Similarity;
import dev.baton.assistant.WordSimilarity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeaningSimilarityTest {
    @Test
    void givenNoModel_whenCompared_thenItGoesByWords() {
        var examples = List.of("My order arrived damaged", "Where is my order?");

        assertThat(new MeaningSimilarity(Embeddings.NONE).scores("order arrived damaged", examples))
                .isEqualTo(new WordSimilarity().scores("order arrived damaged", examples));
    }

    @Test
    void givenVectors_whenCompared_thenTheScaleIsThatOfThePort() {
        Embeddings embeddings = text -> Optional.of(
                switch (text) {
                    case "same" -> new float[] {1, 0};
                    case "other" -> new float[] {0, 1};
                    case "against" -> new float[] {-1, 0};
                    default -> new float[] {0.45f, (float) Math.sqrt(1 - 0.45 * 0.45)};
                });
        var scores = new MeaningSimilarity(embeddings).scores("same", List.of("same", "other", "against", "related"));

        assertThat(scores[0]).isEqualTo(1);
        assertThat(scores[1]).isZero();
        assertThat(scores[2]).isZero();
        assertThat(scores[3]).isCloseTo(Similarity.SAME, within(0.001));
    }

    @Test
    void givenNothingToCompareWith_whenCompared_thenThereIsNoScore() {
        assertThat(new MeaningSimilarity(Embeddings.NONE).best("hello", List.of()))
                .isZero();
    }
}
