package dev.baton.server.door.hook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets operators see what becomes of deliveries, never what is in them: every one is counted, and a refusal is logged,
 * at most once a minute for each trigger and reason, since whoever is refused can come as often as they like.
 */
final class HookWatch {
    /** Under this name everything is counted that was posted to a trigger that is not there. */
    static final String UNKNOWN = "unknown";

    private static final Logger LOG = LoggerFactory.getLogger(HookWatch.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private record Told(Instant at, long since) {}

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<String, Told> told = new HashMap<>();

    HookWatch(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    void saw(String trigger, Outcome outcome, String reason) {
        Counter.builder("baton.hooks")
                .description("deliveries by what became of them")
                .tag("trigger", trigger)
                .tag("outcome", outcome.word())
                .register(meters)
                .increment();
        if (outcome.isRefusal()) {
            untold(trigger + " " + outcome).ifPresent(more -> log(trigger, outcome, reason, more));
        }
    }

    private static void log(String trigger, Outcome outcome, String reason, long more) {
        var others = more == 0 ? "" : " (and " + more + " more like it since the last such line)";
        LOG.warn("A delivery to the trigger {} was refused as {}: {}{}", trigger, outcome.word(), reason, others);
    }

    /** How many like it were not told of, if it is time to tell again. */
    private synchronized Optional<Long> untold(String kind) {
        var now = clock.instant();
        var last = told.get(kind);
        if (last != null && now.isBefore(last.at().plus(QUIET))) {
            told.put(kind, new Told(last.at(), last.since() + 1));
            return Optional.empty();
        }
        told.put(kind, new Told(now, 0));
        return Optional.of(last == null ? 0 : last.since());
    }
}
