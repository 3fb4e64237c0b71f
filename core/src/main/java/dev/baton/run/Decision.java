package dev.baton.run;

import dev.baton.event.HoldChange;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.json.Digest;
import dev.baton.memory.Recollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events being decided, each folded at once so that the next one is decided on what it led to. Lives within one call of
 * the {@link RunDecider}.
 */
public final class Decision {
    private final Instant now;
    private final List<RunEvent> events = new ArrayList<>();
    private final Map<Digest, StreamHead> seen = new HashMap<>();
    private RunState state;
    private Optional<Recollection> remembered = Optional.empty();

    Decision(RunState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    void emit(RunEvent event) {
        state = RunFold.apply(state, event, now);
        events.add(event);
    }

    /** Remembers on which ends of sums over time this is decided. */
    void saw(RunCommand.Judged judged) {
        for (var use : judged.judge().windows()) {
            var reading = judged.windows().get(use.key());
            if (reading != null) {
                seen.put(use.account(), reading.head());
            }
        }
    }

    /** Where a sum over time ended when it was read for this decision; it has to end there still. */
    public Optional<StreamHead> seen(Digest account) {
        return Optional.ofNullable(seen.get(account));
    }

    /** What changes in sums over time together with the events, in order. */
    public List<WindowChange> windows() {
        var changes = new ArrayList<WindowChange>();
        for (var event : events) {
            if (event instanceof RunEvent.EffectIntended intended) {
                reserve(intended.effect(), intended.windows(), changes);
            } else if (event instanceof RunEvent.CompletedByHand completed) {
                completed.effect().ifPresent(effect -> reserve(effect, completed.windows(), changes));
            } else {
                releasedBy(event)
                        .flatMap(effect -> Optional.ofNullable(last().effects().get(effect)))
                        .ifPresent(effect -> effect.windows()
                                .forEach(it -> changes.add(new WindowChange.Release(it.account(), effect.id()))));
            }
        }
        return changes;
    }

    private static void reserve(String effect, List<Reservation> reservations, List<WindowChange> changes) {
        for (var it : reservations) {
            changes.add(new WindowChange.Reserve(it.account(), effect, it.window(), it.over(), it.amount()));
        }
    }

    /** The effect that certainly does not count any more. */
    private static Optional<String> releasedBy(RunEvent event) {
        return switch (event) {
            case RunEvent.Undone undone -> Optional.of(undone.effect());
            case RunEvent.EffectFailed failed -> Optional.of(failed.effect());
            case RunEvent.EffectResolvedByHand resolved when !resolved.happened() -> Optional.of(resolved.effect());
            case RunEvent other -> Optional.empty();
        };
    }

    void remember(Recollection recollection) {
        remembered = Optional.of(recollection);
    }

    /** What is to be remembered about whoever the run was for, now that it has ended. */
    public Optional<Recollection> remembered() {
        return remembered;
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
            } else {
                releasedBy(event).ifPresent(effect -> release(effect, run, changes));
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
