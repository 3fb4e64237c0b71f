package dev.baton.run;

import dev.baton.handoff.Receipt;
import dev.baton.model.ModelCost;
import dev.baton.model.ModelReply.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;

/**
 * What models were used in a run.
 *
 * @param cost what is known of it, in one currency
 * @param unpriced calls that read or wrote something and whose price is not known, or in another currency
 */
public record Spending(int calls, Usage usage, Optional<ModelCost> cost, int unpriced) {
    private static final int LEAST_DECIMALS = 2;

    public static Spending of(Collection<RunEvent.ModelCalled> events) {
        var usage = Usage.NONE;
        var cost = Optional.<ModelCost>empty();
        var unpriced = 0;
        for (var event : events) {
            var call = event.call();
            usage = usage.plus(call.usage());
            var sum = sum(cost, call.cost());
            if (sum.isPresent()) {
                cost = sum;
            } else if (!call.usage().equals(Usage.NONE)) {
                unpriced++;
            }
        }
        return new Spending(events.size(), usage, cost, unpriced);
    }

    private static Optional<ModelCost> sum(Optional<ModelCost> sum, Optional<ModelCost> one) {
        return one.filter(cost ->
                        sum.map(it -> it.currency().equals(cost.currency())).orElse(true))
                .map(cost -> sum.map(cost::plus).orElse(cost));
    }

    /** Whether nothing is left of what may be spent. What is not priced cannot be held against it. */
    boolean reaches(Optional<ModelCost> limit) {
        return limit.isPresent()
                && cost.filter(it -> it.currency().equals(limit.get().currency()))
                                .map(ModelCost::amount)
                                .orElse(BigDecimal.ZERO)
                                .compareTo(limit.get().amount())
                        >= 0;
    }

    Receipt.Cost forReceipt() {
        var missing = unpriced == 0 ? Optional.<Integer>empty() : Optional.of(unpriced);
        return cost.map(it -> new Receipt.Cost(text(it.amount()), it.currency(), missing))
                .orElseGet(() -> new Receipt.Cost(Receipt.Cost.NONE.amount(), Receipt.Cost.NONE.currency(), missing));
    }

    private static String text(BigDecimal amount) {
        return amount.setScale(Math.max(LEAST_DECIMALS, amount.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
