package dev.baton.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.knowledge.Knowledge.Passage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechTest {
    private static final Passages PASSAGES = Passages.in(List.of(new Reading.Passages(List.of(
            new Passage("help", "Returns", "returns.md", "You have 30 days.", 0.9),
            new Passage("help", "Contact", "contact.md", "Call 0800-123456.", 0.8)))));

    private final List<String> heard = new ArrayList<>();
    private final Speech speech = new Speech(new KnownIds().learn("ORD-100234"), PASSAGES, heard::add);

    /** Says a text in pieces of a length. */
    private String say(String text, int length) {
        for (var from = 0; from < text.length(); from += length) {
            speech.piece(text.substring(from, Math.min(text.length(), from + length)));
        }
        speech.end(false);
        return speech.text();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void givenPiecesOfAnyLength_thenTheSameIsHeardAsSaid(int length) {
        var said = say("First, e.g. this. [1] Then ORD-100234!\n- a list [2]\n- and \"quoted.\" End", length);

        assertThat(said).isEqualTo("First, e.g. this. [1] Then ORD-100234!\n- a list [2]\n- and \"quoted.\" End");
        assertThat(String.join("", heard).strip()).isEqualTo(said);
        assertThat(speech.sources()).extracting(Citation::location).containsExactly("returns.md", "contact.md");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void givenAnUnknownIdentifier_thenItsSentenceAndAllAfterItAreNeverHeard(int length) {
        var said = say("All is well. Your number is REF-000777. Have a nice day.", length);

        assertThat(said).isEqualTo("All is well.");
        assertThat(String.join("", heard)).doesNotContain("number");
        assertThat(speech.withheld()).containsExactly("REF-000777");
    }

    @Test
    void givenReferences_thenTheyAreNumberedByTheSourcesAndUnknownOnesAreLeftOut() {
        assertThat(say("Call us [2]. You have time [1, 2][5]. Really [9].", 4))
                .isEqualTo("Call us [1]. You have time [2] [1]. Really.");
        assertThat(speech.sources()).extracting(Citation::title).containsExactly("Contact", "Returns");
    }

    @Test
    void givenANumberOfADocument_thenItIsHeardWithItsSourceOnly() {
        assertThat(say("Call 0800-123456. [2] Or 0800-123456 [1]. Bye.", 5)).isEqualTo("Call 0800-123456. [1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": \"x\"}", "```json\n{\"name\": \"x\"}\n```", "<tool_call>{}. \n</tool_call>"})
    void givenWhatMayBeACall_thenItIsHeldBackUntilThatIsKnown(String call) {
        speech.piece("One moment.\n" + call + "\nDone. Really.");
        assertThat(String.join("", heard).strip()).isEqualTo("One moment.");

        speech.end(true);

        assertThat(speech.text()).isEqualTo("One moment.");
    }

    @Test
    void givenSeveralReplies_thenEachBeginsOnALineOfItsOwn() {
        say("Let me look.", 3);
        assertThat(say("It is a lamp.", 3)).isEqualTo("Let me look.\nIt is a lamp.");
    }
}
