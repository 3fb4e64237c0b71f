package dev.baton.server.wiring;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.model.ModelCost;
import dev.baton.model.ModelReply;
import dev.baton.model.Prompt;
import dev.baton.models.supply.Spending;
import dev.baton.principal.Principal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers each call to a model in the log, in one stream a day: with which prompt, how many tokens, what it cost, how
 * long it took; never what was said. So a cap holds over restarts and for all nodes together.
 */
final class LoggedSpending implements Spending {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedSpending.class);
    private static final String CATEGORY = "models";
    private static final int MOST_TRIES = 20;

    private final EventStore store;
    private final Supplier<String> ids;
    private final Supplier<String> salts;
    private Day day = new Day(LocalDate.EPOCH);

    /**
     * A provider answered.
     *
     * @param model as the workspace calls it
     * @param cost an exact number as text; empty when nobody knows
     */
    record ModelCalled(
            String model,
            String prompt,
            String promptDigest,
            long input,
            long cached,
            long output,
            Optional<String> cost,
            Optional<String> currency,
            long millis) {}

    /** What was read of a day's stream so far. */
    private static final class Day {
        private final LocalDate date;
        private final StreamId stream;
        private final Map<String, BigDecimal> costs = new HashMap<>();
        private StreamHead head = StreamHead.EMPTY;

        Day(LocalDate date) {
            this.date = date;
            this.stream = StreamId.of(CATEGORY, date.toString());
        }

        void read(EventStore store) {
            store.read(stream, head.revision()).forEach(this::see);
        }

        private void see(RecordedEvent event) {
            head = event.head();
            event.event().contents().ifPresent(contents -> {
                var called = JsonMapping.fromJson(contents.payload(), ModelCalled.class);
                called.cost()
                        .ifPresent(cost -> costs.merge(
                                key(called.model(), called.currency().orElse("")),
                                new BigDecimal(cost),
                                BigDecimal::add));
            });
        }

        static String key(String model, String currency) {
            return model + " " + currency;
        }
    }

    LoggedSpending(EventStore store, Supplier<String> ids, Supplier<String> salts) {
        this.store = store;
        this.ids = ids;
        this.salts = salts;
    }

    @Override
    public synchronized ModelCost onDayOf(Instant moment, String model, String currency) {
        var today = dayOf(moment);
        today.read(store);
        return new ModelCost(today.costs.getOrDefault(Day.key(model, currency), BigDecimal.ZERO), currency);
    }

    private Day dayOf(Instant moment) {
        var date = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        if (!day.date.equals(date)) {
            day = new Day(date);
        }
        return day;
    }

    /** The answer is there and paid for, so that a log that takes nothing more must not take it away. */
    @Override
    public synchronized void add(Instant moment, Prompt.Id prompt, ModelReply reply, Duration latency) {
        var usage = reply.usage();
        var called = new ModelCalled(
                reply.model(),
                prompt.toString(),
                prompt.digest(),
                usage.input(),
                usage.cached(),
                usage.output(),
                reply.cost().map(cost -> cost.amount().toPlainString()),
                reply.cost().map(ModelCost::currency),
                latency.toMillis());
        try {
            append(moment, JsonMapping.toJson(called));
        } catch (StoreUnavailableException e) {
            LOG.warn("What a call of the model '{}' cost could not be kept: {}", reply.model(), e.getMessage());
        }
    }

    private void append(Instant moment, Json.Obj called) {
        var today = dayOf(moment);
        var event = new NewEvent(
                ModelCalled.class.getSimpleName(), moment, Principal.SYSTEM.chain(), Optional.empty(), called);
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            today.read(store);
            var append = Append.chain(today.stream, today.head, List.of(event), salts);
            if (store.commit(Commit.of(ids.get(), append)) instanceof CommitOutcome.Committed) {
                return;
            }
        }
        LOG.warn("What a call of a model cost could not be kept: other nodes were always faster");
    }
}
