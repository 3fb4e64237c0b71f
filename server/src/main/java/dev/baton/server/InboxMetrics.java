package dev.baton.server;

import dev.baton.engine.Inbox;
import dev.baton.inbox.InboxItem;
import dev.baton.principal.Principal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;

/** What somebody should be woken for, as metrics. */
final class InboxMetrics implements MeterBinder {
    /** Beyond this many the number does not matter any more. */
    private static final int MOST = 500;

    private final Platform platform;

    InboxMetrics(Platform platform) {
        this.platform = platform;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("baton.runs.stuck", this, InboxMetrics::stuck)
                .description("runs that have stopped moving although they wait for nothing, at most " + MOST)
                .register(registry);
    }

    private double stuck() {
        var none = Optional.<String>empty();
        var stuck = new Inbox.Query(
                Optional.of(InboxItem.Kind.STUCK_RUN),
                none,
                none,
                none,
                none,
                false,
                false,
                false,
                false,
                none,
                none,
                MOST);
        return platform.inbox().list(stuck, Principal.SYSTEM).items().size();
    }
}
