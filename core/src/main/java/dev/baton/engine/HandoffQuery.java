package dev.baton.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * Which handoffs of those that were given a context.
 *
 * @param requester who asked, as {@code service:till}, on whosever behalf
 * @param subject for whom, as {@code customer:CUS-0001}
 * @param context by which requesters group them
 * @param changedSince those of which something happened then or later
 * @param after the last one of the page before
 * @param limit at least 1
 */
public record HandoffQuery(
        Optional<String> requester,
        Optional<String> subject,
        Optional<String> context,
        Optional<Instant> changedSince,
        Optional<Entry> after,
        int limit) {
    public HandoffQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("a list has at least one line: " + limit);
        }
    }

    /** Every one of them. */
    public static HandoffQuery all(int limit) {
        return new HandoffQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    public HandoffQuery of(String who) {
        return new HandoffQuery(Optional.of(who), subject, context, changedSince, after, limit);
    }

    public HandoffQuery about(String whom) {
        return new HandoffQuery(requester, Optional.of(whom), context, changedSince, after, limit);
    }

    public HandoffQuery in(String group) {
        return new HandoffQuery(requester, subject, Optional.of(group), changedSince, after, limit);
    }

    public HandoffQuery since(Instant time) {
        return new HandoffQuery(requester, subject, context, Optional.of(time), after, limit);
    }

    public HandoffQuery after(Entry last) {
        return new HandoffQuery(requester, subject, context, changedSince, Optional.of(last), limit);
    }

    /**
     * One line of the list, by which the next page goes on.
     *
     * @param changedAt when its last event happened, in whole microseconds
     */
    public record Entry(String handoff, Instant changedAt) {}
}
