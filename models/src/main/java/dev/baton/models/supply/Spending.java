package dev.baton.models.supply;

import dev.baton.model.ModelCost;
import dev.baton.model.ModelReply;
import dev.baton.model.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what was called and what it cost, by days of UTC. */
public interface Spending {

    /** What a model cost on the day of that moment so far; empty when nothing, or nobody knows. */
    Optional<ModelCost> onDayOf(Instant moment, String model);

    void add(Instant moment, Prompt.Id prompt, ModelReply reply, Duration latency);

    /** Remembers for as long as this process lives. */
    static Spending inMemory() {
        return new Spending() {
            private final Map<String, ModelCost> costs = new ConcurrentHashMap<>();

            @Override
            public Optional<ModelCost> onDayOf(Instant moment, String model) {
                return Optional.ofNullable(costs.get(key(moment, model)));
            }

            @Override
            public void add(Instant moment, Prompt.Id prompt, ModelReply reply, Duration latency) {
                reply.cost().ifPresent(cost -> costs.merge(key(moment, reply.model()), cost, ModelCost::plus));
            }

            private String key(Instant moment, String model) {
                return LocalDate.ofInstant(moment, ZoneOffset.UTC) + " " + model;
            }
        };
    }
}
