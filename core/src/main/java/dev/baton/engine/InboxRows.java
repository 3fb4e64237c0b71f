package dev.baton.engine;

import dev.baton.event.ViewStore;
import dev.baton.event.ViewStore.Search;
import dev.baton.handoff.HandoffState;
import dev.baton.inbox.Assignments;
import dev.baton.inbox.InboxItem;
import dev.baton.inbox.RunItems;
import dev.baton.inbox.SearchWords;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.principal.People;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The index of the inbox: a row for each item that waits, found by words. */
final class InboxRows {
    static final String VIEW = "inbox";
    static final String ANY = "item";
    static final String FREE = "free";
    private static final int MOST_OF_A_RUN = 10_000;
    private static final int PAGE = 500;
    private static final Duration TOLD_WITHIN = Duration.ofHours(1);

    private final ViewStore views;
    private final Function<String, Assignments> assignments;
    private final Supplier<People> people;
    private volatile Consumer<InboxItem> told = item -> {};

    InboxRows(ViewStore views, Function<String, Assignments> assignments, Supplier<People> people) {
        this.views = views;
        this.assignments = assignments;
        this.people = people;
    }

    /** What is to be written at once. */
    static final class Changes {
        private final List<ViewStore.Row> rows = new ArrayList<>();
        private final List<String> gone = new ArrayList<>();
    }

    /** What a run leads to. */
    void show(RunLog.Loaded loaded, Changes changes) {
        changes.gone.addAll(RunItems.past(loaded.state()));
        var items = RunItems.of(loaded.run(), RunNames.handoffOfRun(loaded.run()), loaded.state(), people.get());
        if (items.isEmpty()) {
            return;
        }
        var taken = assignments.apply(loaded.run());
        for (var item : items) {
            if (taken.closed().contains(item.id())) {
                changes.gone.add(item.id());
            } else {
                changes.rows.add(row(item, Views.submitted(loaded).input(), taken));
            }
        }
    }

    /** Looks for runs that have stopped moving, and for those that move again. */
    void sweep(Function<String, Optional<RunLog.Loaded>> log, Instant now) {
        var changes = new Changes();
        var after = people.get().stuckAfter();
        for (var state : List.of(HandoffState.WORKING, HandoffState.SUBMITTED)) {
            still(state, now.minus(after))
                    .forEach(run ->
                            log.apply(run).flatMap(loaded -> stuck(loaded, now)).ifPresent(changes.rows::add));
        }
        var stuck = changes.rows.stream().map(ViewStore.Row::id).collect(Collectors.toSet());
        views.search(VIEW, Search.of(MOST_OF_A_RUN, word("kind", InboxItem.Kind.STUCK_RUN.word()))).stream()
                .map(ViewStore.Row::id)
                .filter(id -> !stuck.contains(id))
                .forEach(changes.gone::add);
        if (!changes.rows.isEmpty() || !changes.gone.isEmpty()) {
            write(changes, views.checkpoint(VIEW), now);
        }
    }

    /** Runs of a state whose last event was before a time, as the lists tell. */
    private List<String> still(HandoffState state, Instant before) {
        var still = new ArrayList<String>();
        var query = ViewStore.Query.all(PAGE).inState(state.word());
        var page = views.find(RunLists.RUNS, query);
        while (!page.isEmpty()) {
            for (var row : page) {
                var updated = row.body().textAt("updatedAt").map(Instant::parse);
                if (row.at().isBefore(before) && updated.map(before::isAfter).orElse(false)) {
                    still.add(row.id());
                }
            }
            page = page.size() < PAGE
                    ? List.of()
                    : views.find(RunLists.RUNS, query.after(page.getLast().id()));
        }
        return still;
    }

    private Optional<ViewStore.Row> stuck(RunLog.Loaded loaded, Instant now) {
        var present = people.get();
        return InboxFold.stuck(loaded, now, present)
                .map(item -> row(item, Views.submitted(loaded).input(), assignments.apply(loaded.run())));
    }

    /** A run is not in the log any more. */
    void forget(String run, Changes changes) {
        views.search(VIEW, Search.of(MOST_OF_A_RUN, word("run", run))).forEach(row -> changes.gone.add(row.id()));
    }

    /** Who is told of each item that was not there before; must not wait. */
    void tell(Consumer<InboxItem> listener) {
        told = listener;
    }

    /** @param now of old items nobody is told, as when the index is made anew */
    void write(Changes changes, long position, Instant now) {
        changes.rows.stream()
                .filter(row -> row.at().isAfter(now.minus(TOLD_WITHIN))
                        || row.words().contains(word("kind", InboxItem.Kind.STUCK_RUN.word())))
                .filter(row -> views.row(VIEW, row.id()).isEmpty())
                .forEach(row -> told.accept(item(row)));
        if (!changes.gone.isEmpty()) {
            views.remove(VIEW, changes.gone);
        }
        views.write(VIEW, changes.rows, position);
    }

    static ViewStore.Row row(InboxItem item, Json.Obj input, Assignments taken) {
        var holder = taken.holder(item.id());
        var words = new HashSet<>(
                Set.of(ANY, word("kind", item.kind().word()), word("role", item.role()), word("run", item.run())));
        words.add(holder.map(it -> word("has", it.person())).orElse(FREE));
        item.rule().ifPresent(rule -> words.add(word("rule", rule)));
        item.skills().forEach(skill -> words.add(word("skill", skill)));
        var texts = List.of(
                item.id(),
                item.run(),
                item.handoff(),
                item.contract(),
                item.agent(),
                item.subject(),
                item.tool().orElse(""),
                item.rule().orElse(""),
                item.title());
        SearchWords.of(texts, input).forEach(word -> words.add(word("text", word)));
        return new ViewStore.Row(item.id(), "open", item.role(), item.since(), JsonMapping.toJson(item), words);
    }

    static InboxItem item(ViewStore.Row row) {
        return JsonMapping.fromJson(row.body(), InboxItem.class);
    }

    /** A word of one sort; roles and names from files may hold what no word may. */
    static String word(String sort, String value) {
        return sort + ":" + value.replaceAll("[\\x00-\\x20]", "_");
    }
}
