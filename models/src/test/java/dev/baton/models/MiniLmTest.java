package dev.baton.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MiniLmTest {
    @Test
    void givenTwoWordingsOfOneThing_whenEmbedded_thenTheyAreNearerThanOthers() {
        try (var model = new MiniLm()) {
            var broken = model.embed("My vase arrived broken").orElseThrow();
            var shattered = model.embed("the vase was shattered on arrival").orElseThrow();
            var weather = model.embed("It will rain tomorrow").orElseThrow();

            assertThat(Embeddings.cosine(broken, broken)).isBetween(0.999, 1.001);
            assertThat(Embeddings.cosine(broken, shattered)).isGreaterThan(0.6);
            assertThat(Embeddings.cosine(broken, weather)).isLessThan(0.3);
            assertThat(model.status()).contains("MiniLM");
        }
    }

    @Test
    void givenNothingOrVeryMuch_whenEmbedded_thenItDoesNotFail() {
        try (var model = new MiniLm()) {
            assertThat(model.embed("  ")).isEmpty();
            assertThat(model.embed("broken ".repeat(10_000))).isPresent();
        }
    }

    @Test
    void givenAModelThatIsClosed_whenSomebodyStillAsks_thenTheyGetNothingAndNobodyHangs() throws Exception {
        var model = new MiniLm();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = java.util.stream.IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> model.embed("text number " + i)))
                    .toList();
            model.close();
            for (var answer : waiting) {
                answer.get(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        assertThat(model.embed("something new")).isEmpty();
    }
}
