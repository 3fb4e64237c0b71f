package dev.baton.server.console;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An amount in the smallest unit of a currency, such as cents.
 *
 * @param currency ISO 4217
 */
public record Money(long minor, String currency) {
    private static final int USUAL_DIGITS = 2;
    private static final Map<String, Integer> DIGITS = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toMap(
                    Currency::getCurrencyCode, Currency::getDefaultFractionDigits, (first, second) -> first));

    /** How many digits the larger unit has after its point. */
    public int digits() {
        return Math.max(0, DIGITS.getOrDefault(currency, USUAL_DIGITS));
    }

    /** As "80.00 EUR"; browsers show it in their own language. */
    public String text() {
        return BigDecimal.valueOf(minor, digits()).toPlainString() + " " + currency;
    }

    static boolean isCurrency(String text) {
        return DIGITS.containsKey(text);
    }
}
