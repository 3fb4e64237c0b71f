package dev.baton.event;

import java.util.List;

/**
 * Everything that becomes true at once: events on one or more streams, wakes and holds, or nothing of it.
 *
 * @param id lets a commit whose answer was lost be found again
 */
public record Commit(String id, List<Append> appends, List<WakeChange> wakes, List<HoldChange> holds) {
    public Commit {
        appends = List.copyOf(appends);
        wakes = List.copyOf(wakes);
        holds = List.copyOf(holds);
        if (appends.stream().map(Append::stream).distinct().count() != appends.size()) {
            throw new IllegalArgumentException("a commit appends to a stream once");
        }
    }

    public static Commit of(String id, Append append) {
        return new Commit(id, List.of(append), List.of(), List.of());
    }
}
