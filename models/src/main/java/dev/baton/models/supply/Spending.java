package dev.baton.models.supply;

import dev.baton.model.ModelCost;
import dev.baton.model.ModelReply;
import dev.baton.model.Prompt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what was called and what it cost, by days of UTC. */
public interface Spending {

    /** What a model cost on the day of that moment so far, as far as that was in this currency. */
    ModelCost onDayOf(Instant moment, String model, String currency);

    void add(Instant moment, Prompt.Id prompt, ModelReply reply, Duration latency);

    /** Remembers for as long as this process lives. */
    static Spending inMemory() {
        return new Spending() {
            private final Map<String, ModelCost> costs = new ConcurrentHashMap<>();

            @Override
            public ModelCost onDayOf(Instant moment, String model, String currency) {
                return costs.getOrDefault(key(moment, model, currency), new ModelCost(BigDecimal.ZERO, currency));
            }

            @Override
            public void add(Instant moment, Prompt.Id prompt, ModelReply reply, Duration latency) {
                reply.cost()
                        .ifPresent(cost ->
                                costs.merge(key(moment, reply.model(), cost.currency()), cost, ModelCost::plus));
            }

            private String key(Instant moment, String model, String currency) {
                return LocalDate.ofInstant(moment, ZoneOffset.UTC) + " " + model + " " + currency;
            }
        };
    }
}
