package dev.baton.model;

import dev.baton.model.ModelReply.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a million tokens cost.
 *
 * @param currency as ISO 4217 names it
 * @param cachedInput of tokens that the provider had read before; the price of {@code input} when it is not known
 * @param cacheWrite of tokens that the provider read and keeps; the price of {@code input} when it is not known
 */
public record ModelPrices(
        String currency,
        BigDecimal input,
        Optional<BigDecimal> cachedInput,
        Optional<BigDecimal> cacheWrite,
        BigDecimal output) {
    private static final int MILLION = 6;

    /** @throws IllegalArgumentException for a negative price or a currency that is none */
    public ModelPrices {
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("'" + currency + "' is no currency; write one like EUR or USD");
        }
        if (input.signum() < 0
                || output.signum() < 0
                || cachedInput.orElse(BigDecimal.ZERO).signum() < 0
                || cacheWrite.orElse(BigDecimal.ZERO).signum() < 0) {
            throw new IllegalArgumentException("a price is not negative");
        }
    }

    /** @param written how many of the tokens that were read the provider keeps, none of which was kept before */
    public ModelCost cost(Usage usage, long written) {
        var plain = Math.max(0, usage.input() - usage.cached() - written);
        var amount = times(input, plain)
                .add(times(cachedInput.orElse(input), usage.cached()))
                .add(times(cacheWrite.orElse(input), written))
                .add(times(output, usage.output()));
        return new ModelCost(amount.stripTrailingZeros(), currency);
    }

    private static BigDecimal times(BigDecimal perMillion, long tokens) {
        return perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION);
    }
}
