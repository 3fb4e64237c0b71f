package dev.baton.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTokensTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "You have 30 days.",
                "That is 80.00 EUR, or 1.250,00 EUR, or €12.50, or 80EUR.",
                "Delivered on 2026-01-07 at 10:00, between 9-17 and 14:30:00.",
                "On 7 January 2026, on 07.01.2026, on 1/7/2026.",
                "The 30-day window, the 2nd and the 30th, 24/7, 5kg of A4 paper, MP3, B2B, Step-1.",
                "At 2026-01-07T10:00:00Z precisely.",
                "100 % of 4711 people, 3x.",
                "No digits at all, not even in ABC-XYZ."
            })
    void countsAmountsDatesAndTimesAreNoIdentifiers(String text) {
        assertThat(IdTokens.named(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Your refund REF-000123 is done., REF-000123",
        "ref-000123, REF-000123",
        "REF\u2011000123, REF-000123",
        "R\u200BEF-000123, REF-000123",
        "order 100234, 100234",
        "a7f3k9q2, A7F3K9Q2",
        "REF/2026/0042, REF/2026/0042",
        "R-77, R-77",
        "０１２３４５, 012345",
        "0800-123456, 0800-123456"
    })
    void whatSystemsCallThingsIsOneHoweverItIsWritten(String text, String id) {
        assertThat(IdTokens.named(text)).containsExactly(id);
    }

    @Test
    void anIdentifierIsKnownByItselfByItsNumberAndAsAPartOfAList() {
        var known = new KnownIds().learn("I mean ORD-100234.").learn("it is 4711-AB");

        assertThat(known.holds("ORD-100234")).isTrue();
        assertThat(known.holds("100234")).isTrue();
        assertThat(known.holds("ORD-100234/4711-AB")).isTrue();
        assertThat(known.holds("REF-100234")).isFalse();
        assertThat(known.holds("ORD-100235")).isFalse();
        assertThat(known.holds("ORD-100234/REF-1")).isFalse();
    }
}
