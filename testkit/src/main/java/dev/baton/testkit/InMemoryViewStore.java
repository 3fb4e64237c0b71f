package dev.baton.testkit;

import dev.baton.event.ViewStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Views in memory. */
public final class InMemoryViewStore implements ViewStore {
    private static final Comparator<Row> NEWEST_FIRST =
            Comparator.comparing(Row::at).reversed().thenComparing(Row::id);

    private static final class View {
        private final Map<String, Row> rows = new HashMap<>();
        private long checkpoint;
    }

    private final Map<String, View> views = new HashMap<>();

    private View view(String name) {
        return views.computeIfAbsent(name, ignored -> new View());
    }

    @Override
    public synchronized long checkpoint(String view) {
        return view(view).checkpoint;
    }

    @Override
    public synchronized void write(String view, List<Row> rows, long checkpoint) {
        rows.forEach(row -> view(view).rows.put(row.id(), row));
        view(view).checkpoint = checkpoint;
    }

    @Override
    public synchronized Optional<Row> row(String view, String id) {
        return Optional.ofNullable(view(view).rows.get(id));
    }

    @Override
    public synchronized List<Row> find(String view, Query query) {
        var rows = view(view).rows;
        Predicate<Row> older = query.after()
                .map(id -> Optional.ofNullable(rows.get(id))
                        .<Predicate<Row>>map(after -> row -> NEWEST_FIRST.compare(row, after) > 0)
                        .orElse(row -> false))
                .orElse(row -> true);
        return rows.values().stream()
                .filter(row -> query.state().map(row.state()::equals).orElse(true))
                .filter(row -> query.subject().map(row.subject()::equals).orElse(true))
                .filter(older)
                .sorted(NEWEST_FIRST)
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized List<Row> search(String view, Search search) {
        return view(view).rows.values().stream()
                .filter(row -> row.words().containsAll(search.words()))
                .filter(row -> search.upTo().map(end -> !row.at().isAfter(end)).orElse(true))
                .filter(row -> search.after()
                        .map(place -> row.place().compareTo(place) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(Row::place))
                .limit(search.limit())
                .toList();
    }

    @Override
    public synchronized void remove(String view, List<String> ids) {
        view(view).rows.keySet().removeAll(ids);
    }

    @Override
    public void scrub() {
        // what is replaced is gone
    }

    @Override
    public synchronized void clear(String view) {
        views.remove(view);
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
