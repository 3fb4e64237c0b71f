package dev.baton.engine;

import dev.baton.event.EventStore;
import dev.baton.event.RecordedEvent;
import dev.baton.run.RunFold;
import dev.baton.run.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a handoff looked like from commit to commit; what one commit went through in between was never seen by anybody.
 * Whoever asks is told the same, however late.
 */
final class HandoffHistory {
    private final EventStore store;
    private final Views views;

    HandoffHistory(EventStore store, Views views) {
        this.store = store;
        this.views = views;
    }

    List<HandoffChange> await(String handoff, long afterRevision, Duration atMost) throws InterruptedException {
        var run = RunNames.runOfHandoff(handoff);
        if (!RunNames.isRun(run)) {
            return List.of();
        }
        var deadline = System.nanoTime() + atMost.toNanos();
        try (var watch = store.watch(RunNames.stream(run))) {
            while (true) {
                var changes = changes(run, afterRevision);
                var left = deadline - System.nanoTime();
                if (!changes.isEmpty() || left <= 0) {
                    return changes;
                }
                watch.await(Duration.ofNanos(left));
            }
        }
    }

    private List<HandoffChange> changes(String run, long afterRevision) {
        var recorded = store.read(RunNames.stream(run), 0);
        if (recorded.isEmpty()
                || recorded.getLast().revision() <= afterRevision
                || recorded.getFirst().event().erased().isPresent()) {
            return List.of();
        }
        var changes = new ArrayList<HandoffChange>();
        var seen = Optional.<HandoffView>empty();
        RunState state = new RunState.NotStarted();
        for (var i = 0; i < recorded.size(); i++) {
            var event = recorded.get(i);
            state = RunFold.apply(state, RunEvents.fromRecorded(event), event.at());
            if (event.revision() < afterRevision || !isLastOfCommit(recorded, i)) {
                continue;
            }
            var now = view(run, event, state);
            if (event.revision() > afterRevision
                    && seen.map(before -> isOther(before, now)).orElse(true)) {
                changes.add(new HandoffChange(now, event.at()));
            }
            seen = Optional.of(now);
        }
        return changes;
    }

    private static boolean isLastOfCommit(List<RecordedEvent> recorded, int i) {
        return i == recorded.size() - 1
                || !recorded.get(i).commit().equals(recorded.get(i + 1).commit());
    }

    private HandoffView view(String run, RecordedEvent event, RunState state) {
        return views.handoff(new RunLog.Loaded(run, event.head(), state, event.at()));
    }

    private static boolean isOther(HandoffView before, HandoffView now) {
        return before.state() != now.state()
                || !before.message().equals(now.message())
                || !before.needs().equals(now.needs());
    }
}
