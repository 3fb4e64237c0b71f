package dev.baton.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is looked at, and which. */
class ShareTest {
    @Test
    void givenAShareInWords_thenItIsReadAndWrittenTheSame() {
        assertThat(Share.parse("10 %")).isEqualTo(new Share(1_000)).hasToString("10 %");
        assertThat(Share.parse("2.5%")).isEqualTo(new Share(250)).hasToString("2.5 %");
        assertThat(Share.parse("100 %")).isEqualTo(Share.ALL).hasToString("100 %");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 %", "101 %", "-1 %", "10", "a %", "0.001 %", ""})
    void givenNoShare_thenItIsRefused(String text) {
        assertThatThrownBy(() -> Share.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenManyIds_thenAboutThatShareIsPickedAndAlwaysTheSame() {
        var tenth = new Share(1_000);
        var ids = IntStream.range(0, 10_000).mapToObj(n -> "r-" + n + "-e1").toList();

        var picked = ids.stream().filter(tenth::picks).toList();

        assertThat(picked).hasSizeBetween(900, 1_100);
        assertThat(ids.stream().filter(tenth::picks).toList()).isEqualTo(picked);
        assertThat(ids).allMatch(Share.ALL::picks);
    }
}
