package dev.baton.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> NAMES = List.of("orderId", "issue", "wish", "customerId");

    @ParameterizedTest
    @CsvSource({
        "ordrId, orderId",
        "orderID, orderId",
        "oderrId, orderId",
        "isue, issue",
        "whis, wish",
        "custmerid, customerId",
    })
    void misspeltNamesAreRecognised(String word, String meant) {
        // given a word with a slip, when compared with the names, then the one that was meant is found
        assertThat(Spelling.nearest(word, NAMES)).contains(meant);
    }

    @Test
    void givenAWordThatIsNearNothing_thenNothingIsSuggested() {
        assertThat(Spelling.nearest("amount", NAMES)).isEmpty();
        assertThat(Spelling.hint("amount", NAMES)).isEmpty();
        assertThat(Spelling.hint("whish", NAMES)).isEqualTo("; did you mean 'wish'?");
    }
}
