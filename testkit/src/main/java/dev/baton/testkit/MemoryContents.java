package dev.baton.testkit;

import dev.baton.event.Hold;
import dev.baton.event.LogContents;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.Wake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything that a log holds, at once. */
record MemoryContents(List<StoredRow> rows, List<Hold> holds, List<Wake> wakes, long position) {
    private static final int PAGE = 100;

    /** All that another log gives page by page. */
    static MemoryContents of(LogContents contents) {
        var rows =
                MemoryContents.<StoredRow, Long>all(last -> contents.rows(last.orElse(0L), PAGE), StoredRow::position);
        var holds = MemoryContents.all(last -> contents.holds(last, PAGE), Hold::key);
        var wakes = MemoryContents.all(last -> contents.wakes(last, PAGE), Wake::stream);
        return new MemoryContents(rows, holds, wakes, 0);
    }

    private static <T, K> List<T> all(Function<Optional<K>, List<T>> page, Function<T, K> key) {
        var all = new ArrayList<T>();
        var next = page.apply(Optional.empty());
        while (!next.isEmpty()) {
            all.addAll(next);
            next = page.apply(Optional.of(key.apply(next.getLast())));
        }
        return all;
    }

    /** Events that were appended together, packed as stores do. */
    static List<StoredRow> rows(List<RecordedEvent> events) {
        var rows = new ArrayList<StoredRow>();
        var from = 0;
        for (var to = 1; to <= events.size(); to++) {
            if (to == events.size() || !isOfOneRow(events.get(to - 1), events.get(to))) {
                rows.add(row(events.subList(from, to)));
                from = to;
            }
        }
        return rows;
    }

    private static boolean isOfOneRow(RecordedEvent one, RecordedEvent next) {
        return one.commit().equals(next.commit())
                && one.stream().equals(next.stream())
                && one.position() + 1 == next.position();
    }

    private static StoredRow row(List<RecordedEvent> events) {
        var first = events.getFirst();
        return StoredRow.of(
                events.getLast().position(),
                first.revision(),
                first.commit(),
                first.stream(),
                events.stream().map(RecordedEvent::event).toList());
    }
}
