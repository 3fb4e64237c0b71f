package dev.baton.event;

import java.time.Instant;
import java.util.Optional;

/** A change to the queue of streams that want to be worked on at a time. A stream has at most one wake. */
public sealed interface WakeChange {
    StreamId stream();

    /** Work is wanted at {@code due}, or earlier if that was already so. A running claim stays. */
    record At(StreamId stream, Instant due) implements WakeChange {}

    /** The committer itself starts to work on the stream: it is queued and claimed at once. */
    record Claimed(Claim claim) implements WakeChange {
        @Override
        public StreamId stream() {
            return claim.stream();
        }
    }

    /**
     * The worker is done for now: its claim ends and the stream is due again at {@code next}, or not at all. If another
     * worker holds the claim by now the commit is {@link CommitOutcome.ClaimLost}.
     */
    record Park(Claim claim, Optional<Instant> next) implements WakeChange {
        @Override
        public StreamId stream() {
            return claim.stream();
        }
    }
}
