package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettableClockTest {
    private final SettableClock clock = new SettableClock();

    @Test
    void givenAClock_thenItStandsStillUntilMoved() {
        var start = clock.instant();
        assertThat(clock.instant()).isEqualTo(start);
        assertThat(clock.advance(Duration.ofMinutes(5))).isEqualTo(start.plusSeconds(300));
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(300));
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void givenManyThreads_thenNoAdvanceIsLost() {
        var start = clock.instant();
        IntStream.range(0, 1000).parallel().forEach(i -> clock.advance(Duration.ofSeconds(1)));
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(1000));
    }
}
