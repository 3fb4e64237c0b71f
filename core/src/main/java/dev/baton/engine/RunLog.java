package dev.baton.engine;

import dev.baton.event.Append;
import dev.baton.event.EventStore;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
import dev.baton.run.Decision;
import dev.baton.run.RunEvent;
import dev.baton.run.RunFold;
import dev.baton.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads runs from the log and prepares what is added to them. */
final class RunLog {
    private final EventStore store;
    private final Ids ids;
    private final WindowLog windows;
    private final MemoryLog memory;

    RunLog(EventStore store, Ids ids) {
        this.store = store;
        this.ids = ids;
        this.windows = new WindowLog(store, ids);
        this.memory = new MemoryLog(store, ids);
    }

    /**
     * A run as its stream tells it.
     *
     * @param at when the last event happened
     */
    record Loaded(String run, StreamHead head, RunState state, Instant at) {}

    /** Empty for a run that does not exist or whose contents were erased. */
    Optional<Loaded> load(String run) {
        var recorded = read(run);
        return recorded.isEmpty() || isErased(recorded) ? Optional.empty() : Optional.of(fold(run, recorded));
    }

    /** What is left of a run whose contents were erased. */
    Optional<GoneRun.Erased> erased(String run) {
        var recorded = read(run);
        if (recorded.isEmpty() || !isErased(recorded)) {
            return Optional.empty();
        }
        var first = recorded.getFirst();
        var last = recorded.getLast();
        return Optional.of(new GoneRun.Erased(
                run,
                RunNames.handoffOfRun(run),
                RunEvents.endOf(last.type()),
                first.at(),
                last.at(),
                first.event().erased().orElseThrow(),
                last.revision()));
    }

    /** The events of a run that is there and was not erased. */
    Optional<List<RecordedEvent>> recorded(String run) {
        return Optional.of(read(run)).filter(it -> !it.isEmpty() && !isErased(it));
    }

    private List<RecordedEvent> read(String run) {
        return RunNames.isRun(run) ? store.read(RunNames.stream(run), 0) : List.of();
    }

    private static boolean isErased(List<RecordedEvent> recorded) {
        return recorded.getFirst().event().erased().isPresent();
    }

    static Loaded fold(String run, List<RecordedEvent> recorded) {
        RunState state = new RunState.NotStarted();
        for (var event : recorded) {
            state = RunFold.apply(state, RunEvents.fromRecorded(event), event.at());
        }
        return new Loaded(
                run, recorded.getLast().head(), state, recorded.getLast().at());
    }

    Append append(String run, StreamHead expected, List<RunEvent> events, Instant now, String by) {
        return append(run, expected, events, now, event -> by);
    }

    /** @param by tells of each event who did it */
    Append append(String run, StreamHead expected, List<RunEvent> events, Instant now, Function<RunEvent, String> by) {
        var news = events.stream()
                .map(event -> RunEvents.toNew(event, now, by.apply(event)))
                .toList();
        return Append.chain(RunNames.stream(run), expected, news, ids::salt);
    }

    /** What is added to a run together with what that changes in sums over time, and what is remembered of its end. */
    List<Append> with(Append run, Decision decision, Instant now) {
        var sums = windows.appends(decision, now);
        var remembered = remembered(decision, now);
        if (sums.isEmpty() && remembered.isEmpty()) {
            return List.of(run);
        }
        var all = new ArrayList<>(List.of(run));
        all.addAll(sums);
        remembered.ifPresent(all::add);
        return all;
    }

    private Optional<Append> remembered(Decision decision, Instant now) {
        return decision.state() instanceof RunState.Ended ended
                ? decision.remembered()
                        .map(recollection -> memory.append(
                                ended.last().submitted().requester().subject(), recollection, now))
                : Optional.empty();
    }

    MemoryLog memory() {
        return memory;
    }

    WindowLog windows() {
        return windows;
    }

    /** An id for a commit. */
    String commitId() {
        return "c-" + ids.next();
    }
}
