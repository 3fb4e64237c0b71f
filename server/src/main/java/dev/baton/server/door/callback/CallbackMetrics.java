package dev.baton.server.door.callback;

import dev.baton.engine.Callbacks;
import dev.baton.engine.MessageView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Optional;

/** What the outside has not taken, as metrics. */
final class CallbackMetrics implements MeterBinder {
    /** Beyond this many the number does not matter any more. */
    private static final int MOST = 500;

    private final Callbacks callbacks;

    CallbackMetrics(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var state : List.of(MessageView.State.RETRYING, MessageView.State.DEAD)) {
            Gauge.builder("baton.callbacks", () -> count(state))
                    .tag("state", CallbackForm.word(state))
                    .description(
                            "messages to the outside that were not taken: tried again, or given up; at most " + MOST)
                    .register(registry);
        }
    }

    private int count(MessageView.State state) {
        return callbacks.messages(Optional.of(state), MOST).size();
    }
}
