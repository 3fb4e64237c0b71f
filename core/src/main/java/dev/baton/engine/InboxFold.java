package dev.baton.engine;

import dev.baton.inbox.Assignments;
import dev.baton.inbox.InboxItem;
import dev.baton.inbox.RunItems;
import dev.baton.principal.People;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Items as the streams tell them; each run is read once. */
final class InboxFold {
    private final RunLog runs;
    private final InboxLog log;
    private final People people;
    private final Map<String, Folded> folded = new HashMap<>();

    InboxFold(RunLog runs, InboxLog log, People people) {
        this.runs = runs;
        this.log = log;
        this.people = people;
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

    private Folded fold(String run) {
        return runs.load(run)
                .map(loaded -> new Folded(
                        RunItems.of(run, RunNames.handoffOfRun(run), loaded.state(), people),
                        log.assignments(run).state()))
                .orElse(new Folded(List.of(), Assignments.NONE));
    }
}
