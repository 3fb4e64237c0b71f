package dev.baton.event;

/** What became of a {@link Commit}. Anything but {@link Committed} changed nothing. */
public sealed interface CommitOutcome {

    /** Durable; {@code position} is that of its last event in the log, or of the log's end when it had none. */
    record Committed(long position) implements CommitOutcome {}

    /** A stream no longer ends where the caller saw it end: read it again and decide anew. */
    record Stale(StreamId stream, long expected, long actual) implements CommitOutcome {}

    /** A hold to be taken belongs to another stream. */
    record Held(String key, StreamId owner) implements CommitOutcome {}

    /** The claim under which the caller parks is no longer its own, or the stream it wants to claim is claimed. */
    record ClaimLost(StreamId stream) implements CommitOutcome {}
}
