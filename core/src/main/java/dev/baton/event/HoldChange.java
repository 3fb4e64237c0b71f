package dev.baton.event;

/** A unique key taken or given back by a stream. */
public sealed interface HoldChange {
    String key();

    StreamId owner();

    /** Taken if it is free or already the owner's, else the commit is {@link CommitOutcome.Held}. */
    record Take(String key, StreamId owner) implements HoldChange {}

    /** Given back if it is the owner's, else nothing happens. */
    record Release(String key, StreamId owner) implements HoldChange {}
}
