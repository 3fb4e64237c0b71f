package dev.baton.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.WakeChange.At;
import dev.baton.event.WakeChange.Park;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTest {
    private static final StreamId STREAM = StreamId.of("run", "a");

    @Test
    void givenAStreamTwice_thenACommitIsRefused() {
        var nothing = Append.nothing(STREAM, StreamHead.EMPTY);
        assertThatThrownBy(() -> new Commit("c", List.of(nothing, nothing), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a stream once");
    }

    @Test
    void givenTwoChangesOfOneWake_thenACommitIsRefused() {
        var claim = new Claim(STREAM, "node", "token", Instant.EPOCH);
        var wakes = List.<WakeChange>of(new At(STREAM, Instant.EPOCH), new Park(claim, Optional.empty()));
        assertThatThrownBy(() -> new Commit("c", List.of(), wakes, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wake of a stream once");
    }

    @Test
    void givenListsThatChangeLater_thenTheCommitDoesNot() {
        var appends = new ArrayList<>(List.of(Append.nothing(STREAM, StreamHead.EMPTY)));
        var commit = new Commit("c", appends, List.of(), List.of());
        appends.clear();
        assertThat(commit.appends()).hasSize(1);
    }

    @Test
    void givenACategoryAndAnId_thenTheyMakeAStreamIdAndComeBack() {
        assertThat(STREAM.value()).isEqualTo("run/a");
        assertThat(STREAM.category()).isEqualTo("run");
        assertThat(STREAM.id()).isEqualTo("a");
        assertThat(STREAM).hasToString("run/a").isLessThan(StreamId.of("run", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "run/", "/a", "Run/a", "run/a/b", "run/a b", "run/ä", "run/a\n"})
    void givenAnythingElse_thenItIsNoStreamId(String value) {
        assertThatThrownBy(() -> new StreamId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenANegativeRevision_thenItIsNoHead() {
        assertThatThrownBy(() -> new StreamHead(-1, StreamHead.EMPTY.hash()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
