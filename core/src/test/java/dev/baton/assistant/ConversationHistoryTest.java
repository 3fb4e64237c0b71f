package dev.baton.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events are for ever: what was released reads the same, and means the same, in every later version. */
class ConversationHistoryTest {
    private static List<Json> frozen() {
        try (var file = ConversationHistoryTest.class.getResourceAsStream("conversation.jsonl")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Json::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConversationEvent event(Json line) {
        return ConversationEvent.read(
                line.textAt("type").orElseThrow(), line.get("payload").orElseThrow());
    }

    @Test
    void givenAFrozenHistory_whenItIsReadAndWritten_thenNothingIsLostOrAdded() {
        for (var line : frozen()) {
            var event = event(line);
            assertThat(Json.object("type", Json.text(event.type())).with("payload", event.payload()))
                    .isEqualTo(line);
        }
    }

    @Test
    void givenAFrozenHistory_thenItHoldsEveryKindOfEvent() {
        var types =
                frozen().stream().map(line -> line.textAt("type").orElseThrow()).distinct();
        assertThat(types)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ConversationEvent.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void givenAFrozenHistory_whenItIsFolded_thenTheConversationStandsWhereItStood() {
        var events = frozen().stream().map(ConversationHistoryTest::event).toList();

        var state = ConversationState.of(events);
        var history = History.of(events);

        assertThat(state.handoffs()).containsExactly("h-9", "h-1");
        assertThat(state.proposal()).isEmpty();
        assertThat(state.confirmed()).isEmpty();
        assertThat(state.relay().told()).containsExactly("q-1");
        assertThat(state.relay().proposed()).isEmpty();
        assertThat(state.relay().confirmed()).isEmpty();
        assertThat(state.messages()).isEqualTo(12);
        assertThat(history.recent().getFirst().message()).isEqualTo("m3");
        assertThat(state.answerTo("c-1")).contains("m2");
    }
}
