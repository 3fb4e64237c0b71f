package dev.baton.principal;

import java.math.BigDecimal;
import java.util.Currency;

/** Up to how much somebody may approve. */
public record Allowance(BigDecimal amount, String currency) {
    public Allowance {
        if (amount.signum() < 0 || !isCurrency(currency)) {
            throw new IllegalArgumentException(
                    "not an amount of money, as in '500 EUR': " + amount.toPlainString() + " " + currency);
        }
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(known -> known.getCurrencyCode().equals(code));
    }

    /** @throws IllegalArgumentException when it is not like {@code 500 EUR} */
    public static Allowance parse(String text) {
        var words = text.strip().split(" +");
        if (words.length != 2 || !words[0].matches("[0-9]{1,15}(\\.[0-9]{1,4})?")) {
            throw new IllegalArgumentException("not an amount of money, as in '500 EUR': " + text);
        }
        return new Allowance(new BigDecimal(words[0]), words[1]);
    }

    /** Whether an amount in minor units of the same currency is within it. */
    public boolean covers(long minor) {
        var digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return BigDecimal.valueOf(minor, digits).compareTo(amount) <= 0;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
