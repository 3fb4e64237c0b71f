package dev.baton.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhenTest {

    @ParameterizedTest
    @CsvSource({"PT0.864S, 864 ms", "PT59S, 59 s", "PT3H59M30S, 3 h 59 min", "P2DT1M, 2 d 1 min", "PT0S, 0 ms"})
    void givenALength_thenItsTwoLargestUnitsAreTold(String length, String words) {
        assertThat(When.length(Duration.parse(length))).isEqualTo(words);
    }

    @Test
    void givenATime_thenTheZoneIsSaid() {
        assertThat(When.full(Instant.parse("2026-01-10T09:05:00Z"))).isEqualTo("10 Jan 2026, 09:05 UTC");
    }
}
