package dev.baton.store.postgres;

import dev.baton.event.Claim;
import java.util.Optional;

/**
 * A stream's place in the queue.
 *
 * @param ready when it may be claimed, in microseconds: its due time, or the end of its claim
 * @param holder whose claim it is, if it is claimed
 * @param again when work was asked for during the claim
 */
record QueuedStream(long ready, Optional<Holder> holder, Optional<Long> again) {
    record Holder(String owner, String token) {}

    /** Work is wanted at a time. */
    static QueuedStream wanted(Optional<QueuedStream> before, long due) {
        return before.map(it -> it.wanted(due))
                .orElseGet(() -> new QueuedStream(due, Optional.empty(), Optional.empty()));
    }

    private QueuedStream wanted(long due) {
        return holder.isEmpty()
                ? new QueuedStream(Math.min(ready, due), holder, again)
                : new QueuedStream(ready, holder, Optional.of(Math.min(again.orElse(due), due)));
    }

    static QueuedStream claimed(Optional<QueuedStream> before, Claim claim, long until) {
        return new QueuedStream(
                until, Optional.of(new Holder(claim.owner(), claim.token())), before.flatMap(QueuedStream::again));
    }

    /** What remains when the claim ends: due at the earlier of the two wishes, or no longer queued. */
    Optional<QueuedStream> parked(Optional<Long> next) {
        var due = next.isEmpty() ? again : Optional.of(Math.min(next.get(), again.orElse(next.get())));
        return due.map(at -> new QueuedStream(at, Optional.empty(), Optional.empty()));
    }

    boolean isHeldUnder(String token) {
        return holder.filter(it -> it.token().equals(token)).isPresent();
    }
}
