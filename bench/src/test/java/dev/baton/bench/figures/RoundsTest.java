package dev.baton.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.bench.load.Load;
import dev.baton.bench.load.Measurement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Load READS = Load.parse("reads/64");
    private static final Load WRITES = Load.parse("writes/64");

    private final Rounds rounds = new Rounds();

    private static Measurement measured(Load load, long runs) {
        return new Measurement(
                load,
                runs,
                Duration.ofSeconds(1),
                Duration.ofMillis(5 * runs),
                Duration.ofMillis(2),
                Duration.ofMillis(8));
    }

    @Test
    void givenSeveralRounds_thenTheMiddleOneCounts() {
        List.of(10L, 1000L, 20L).forEach(runs -> rounds.add("one", List.of(measured(READS, runs))));

        assertThat(rounds.stepsPerSecond("one", READS)).contains(new Rounds.Spread(50, 100, 5000));
        assertThat(rounds.cpuMicros("one", READS)).contains(1000.0);
        assertThat(rounds.stepsPerSecond("one", WRITES)).isEmpty();
        assertThat(rounds.stepsPerSecond("other", READS)).isEmpty();
    }

    @Test
    void givenTwoCandidates_thenTheirRatioIsThatOfTheirMedians() {
        rounds.add("one", List.of(measured(READS, 50)));
        rounds.add("other", List.of(measured(WRITES, 20)));

        assertThat(rounds.ratio("one", READS, "other", WRITES)).contains(2.5);
        assertThat(rounds.ratio("one", READS, "other", READS)).isEmpty();
    }

    @Test
    void givenALineOfAMeasuredProcess_thenItIsReadAsItWasMeant() {
        assertThat(Measurement.parse(
                        "measured load=writes/64 runs=20 took=1000000000 cpu=100000000 p50=2000000 p99=8000000"))
                .contains(measured(WRITES, 20));
        assertThat(Measurement.parse("something else")).isEmpty();
    }
}
