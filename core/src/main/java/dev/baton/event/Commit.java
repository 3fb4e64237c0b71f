package dev.baton.event;

import java.util.List;

/**
 * Everything that becomes true at once: events on one or more streams, wakes and holds, or nothing of it.
 *
 * @param id lets a commit whose answer was lost be found again; ids that sort by time keep a store's index compact
 * @param appends at most one per stream
 * @param wakes at most one per stream
 * @param holds made in their order, so that a key may be given back and taken in one commit
 */
public record Commit(String id, List<Append> appends, List<WakeChange> wakes, List<HoldChange> holds) {
    public Commit {
        appends = List.copyOf(appends);
        wakes = List.copyOf(wakes);
        holds = List.copyOf(holds);
        if (appends.size() > 1
                && appends.stream().map(Append::stream).distinct().count() != appends.size()) {
            throw new IllegalArgumentException("a commit appends to a stream once");
        }
        if (wakes.size() > 1
                && wakes.stream().map(WakeChange::stream).distinct().count() != wakes.size()) {
            throw new IllegalArgumentException("a commit changes the wake of a stream once");
        }
    }

    public static Commit of(String id, Append append) {
        return new Commit(id, List.of(append), List.of(), List.of());
    }
}
