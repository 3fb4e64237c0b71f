package dev.baton.model;

import java.math.BigDecimal;

/** Money for a model, exact; {@code currency} as ISO 4217 names it. */
public record ModelCost(BigDecimal amount, String currency) {
    public ModelCost {
        if (amount.signum() < 0 || !currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("no cost: " + amount.toPlainString() + " " + currency);
        }
    }

    /** Reads what {@link #toString} writes, as in {@code 0.0031 EUR}. */
    public static ModelCost parse(String text) {
        var blank = text.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException("no cost: " + text);
        }
        return new ModelCost(new BigDecimal(text.substring(0, blank)), text.substring(blank + 1));
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public ModelCost plus(ModelCost other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("there is no sum of " + currency + " and " + other.currency);
        }
        return new ModelCost(amount.add(other.amount), currency);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
