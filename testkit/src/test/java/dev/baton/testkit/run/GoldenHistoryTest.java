package dev.baton.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Old runs always replay: what a released version wrote means the same to every later one. */
class GoldenHistoryTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    static List<Path> histories() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var histories = files.sorted().toList();
            assertThat(histories).hasSizeGreaterThanOrEqualTo(18);
            return histories;
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void givenAReleasedHistory_whenReplayed_thenItMeansWhatItMeant(Path file) throws IOException {
        var history = GoldenHistory.read(file);
        assertThat(history.replayed()).isEqualTo(history.meaning());
    }
}
