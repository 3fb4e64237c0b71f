package dev.baton.run;

import dev.baton.event.HoldChange;
import dev.baton.event.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events being decided, each folded at once so that the next one is decided on what it led to. Lives within one call of
 * the {@link RunDecider}.
 */
public final class Decision {
    private final Instant now;
    private final List<RunEvent> events = new ArrayList<>();
    private RunState state;

    Decision(RunState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    void emit(RunEvent event) {
        state = RunFold.apply(state, event, now);
        events.add(event);
    }

    public RunState state() {
        return state;
    }

    Optional<RunState.Active> active() {
        return state instanceof RunState.Active active ? Optional.of(active) : Optional.empty();
    }

    public List<RunEvent> events() {
        return List.copyOf(events);
    }

    /** The name under which the key of a write that happens once is held. */
    public static String onceHold(String key) {
        return "once:" + key;
    }

    /** The holds that change together with the events. */
    public List<HoldChange> holds(StreamId run) {
        var changes = new ArrayList<HoldChange>();
        for (var event : events) {
            if (event instanceof RunEvent.Submitted submitted) {
                submitted.single().ifPresent(key -> changes.add(new HoldChange.Take(key, run)));
            } else if (event instanceof RunEvent.EffectIntended intended) {
                intended.once().ifPresent(key -> changes.add(new HoldChange.Take(onceHold(key), run)));
            } else if (event instanceof RunEvent.CompletedByHand completed) {
                completed.once().ifPresent(key -> changes.add(new HoldChange.Take(onceHold(key), run)));
            } else if (event instanceof RunEvent.Undone undone) {
                release(undone.effect(), run, changes);
            } else if (event instanceof RunEvent.EffectFailed failed) {
                release(failed.effect(), run, changes);
            } else if (event instanceof RunEvent.EffectResolvedByHand resolved && !resolved.happened()) {
                release(resolved.effect(), run, changes);
            }
        }
        if (state instanceof RunState.Ended ended) {
            ended.last().submitted().single().ifPresent(key -> changes.add(new HoldChange.Release(key, run)));
        }
        return changes;
    }

    private RunState.Active last() {
        return switch (state) {
            case RunState.Active active -> active;
            case RunState.Ended ended -> ended.last();
            case RunState.NotStarted ignored -> throw new IllegalStateException("nothing was submitted");
        };
    }

    private void release(String effect, StreamId run, List<HoldChange> changes) {
        var failed = last().effects().get(effect);
        if (failed != null) {
            failed.once().ifPresent(key -> changes.add(new HoldChange.Release(onceHold(key), run)));
        }
    }
}
