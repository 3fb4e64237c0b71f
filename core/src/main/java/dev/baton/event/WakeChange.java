package dev.baton.event;

import java.time.Instant;
import java.util.Optional;

/**
 * A change to the queue of streams that want to be worked on at a time. A stream has at most one wake. Whoever claims it
 * takes over everything that was asked for until then; what is asked for during the claim waits until the claim parks.
 * A store may round times up to the next microsecond.
 */
public sealed interface WakeChange {
    StreamId stream();

    /**
     * Work is wanted at {@code due}, or earlier if that was already so. A running claim stays, and when it parks for
     * later than {@code due}, or for good, the stream is due at {@code due} all the same.
     */
    record At(StreamId stream, Instant due) implements WakeChange {}

    /**
     * The committer itself starts to work on the stream: it is queued and claimed at once. If another claim of it is on
     * record, even one whose time is over (a commit does not know the time), the commit is {@link
     * CommitOutcome.ClaimLost}; {@link At} always works.
     */
    record Claimed(Claim claim) implements WakeChange {
        @Override
        public StreamId stream() {
            return claim.stream();
        }
    }

    /**
     * The worker is done for now: its claim ends and the stream is due again at {@code next}, or not at all. If the claim
     * was released or taken over by now the commit is {@link CommitOutcome.ClaimLost}; a claim whose time is over but
     * that nobody took over still parks.
     */
    record Park(Claim claim, Optional<Instant> next) implements WakeChange {
        @Override
        public StreamId stream() {
            return claim.stream();
        }
    }
}
