package dev.baton.engine;

import dev.baton.handoff.HandoffState;
import java.time.Instant;
import java.util.Optional;

/**
 * Which handoffs.
 *
 * @param requester who asked, as {@code service:till}, on whosever behalf
 * @param subject for whom, as {@code customer:CUS-0001}
 * @param context by which requesters group them; one that was given none is a group of its own, by its id
 * @param changedSince those of which something happened then or later
 * @param after where the last one of the page before stood
 * @param limit at least 1
 */
public record HandoffQuery(
        Optional<String> requester,
        Optional<String> subject,
        Optional<String> context,
        Optional<Instant> changedSince,
        Optional<Place> after,
        int limit) {
    public HandoffQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("a list has at least one line: " + limit);
        }
    }

    /** All of them. */
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

    public HandoffQuery after(Place last) {
        return new HandoffQuery(requester, subject, context, changedSince, Optional.of(last), limit);
    }

    /** One line of the list. */
    public record Entry(Place place, HandoffState state) {
        public String handoff() {
            return place.handoff();
        }
    }

    /**
     * Where a line stands, by which the next page goes on.
     *
     * @param changedAt when its last event happened, in whole microseconds
     */
    public record Place(Instant changedAt, String handoff) {
        /** Whether this comes later in the list. */
        public boolean isBelow(Place other) {
            var newer = changedAt.compareTo(other.changedAt);
            return newer < 0 || (newer == 0 && handoff.compareTo(other.handoff) > 0);
        }
    }
}
