package dev.baton.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "8000, EUR, 80.00 EUR",
        "5, EUR, 0.05 EUR",
        "-1250, USD, -12.50 USD",
        "8000, JPY, 8000 JPY",
        "1234, KWD, 1.234 KWD",
        "9007199254740991, EUR, 90071992547409.91 EUR"
    })
    void givenAnAmountInTheSmallestUnit_thenItIsWrittenInTheLargerOneWithItsDigits(
            long minor, String currency, String text) {
        assertThat(new Money(minor, currency).text()).isEqualTo(text);
    }
}
