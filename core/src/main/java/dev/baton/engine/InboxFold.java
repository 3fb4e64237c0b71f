package dev.baton.engine;

import dev.baton.inbox.Assignments;
import dev.baton.inbox.InboxItem;
import dev.baton.inbox.RunItems;
import dev.baton.inbox.Stillness;
import dev.baton.principal.People;
import dev.baton.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Items as the streams tell them; each run is read once. */
final class InboxFold {
    private final RunLog runs;
    private final InboxLog log;
    private final People people;
    private final Instant now;
    private final Map<String, Folded> folded = new HashMap<>();

    InboxFold(RunLog runs, InboxLog log, People people, Instant now) {
        this.runs = runs;
        this.log = log;
        this.people = people;
        this.now = now;
    }

    /** What a run's streams tell. */
    private record Folded(List<InboxItem> items, Assignments assignments) {}

    /** An item that waits, and who has it. */
    record Found(InboxItem item, Optional<Assignments.Holder> holder) {}

    Optional<Found> item(String run, String id) {
        var known = folded.computeIfAbsent(run, this::fold);
        return known.items().stream()
                .filter(item -> item.id().equals(id))
                .filter(item -> !known.assignments().closed().contains(id))
                .findFirst()
                .map(item -> new Found(item, known.assignments().holder(id)));
    }

    /** Everything of a run that waits. */
    List<InboxItem> of(String run) {
        var known = folded.computeIfAbsent(run, this::fold);
        return known.items().stream()
                .filter(item -> !known.assignments().closed().contains(item.id()))
                .toList();
    }

    private List<InboxItem> items(RunLog.Loaded loaded) {
        var items =
                new ArrayList<>(RunItems.of(loaded.run(), RunNames.handoffOfRun(loaded.run()), loaded.state(), people));
        stuck(loaded, now, people).ifPresent(items::add);
        return items;
    }

    /** The item of a run that has stopped moving. */
    static Optional<InboxItem> stuck(RunLog.Loaded loaded, Instant now, People people) {
        return loaded.state() instanceof RunState.Active active
                        && Stillness.isStuck(active, loaded.at(), now, people.stuckAfter())
                ? Optional.of(
                        RunItems.stuck(loaded.run(), RunNames.handoffOfRun(loaded.run()), active, loaded.at(), people))
                : Optional.empty();
    }

    private Folded fold(String run) {
        return runs.load(run)
                .map(loaded -> new Folded(items(loaded), log.assignments(run).state()))
                .orElse(new Folded(List.of(), Assignments.NONE));
    }
}
