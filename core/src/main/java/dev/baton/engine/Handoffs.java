package dev.baton.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where every door ends. */
public interface Handoffs {

    /** Returns once the handoff is durable, or refused with nothing started. */
    Submission submit(HandoffRequest request);

    /** The handoff as its stream says it now. */
    Optional<HandoffView> find(String handoff);

    /** What is left of a handoff that is no longer found, because it was erased or archived. */
    Optional<GoneRun> gone(String handoff);

    /** Like {@link #find}, but waits for the end, or until the time is over. */
    Optional<HandoffView> await(String handoff, Duration atMost) throws InterruptedException;

    /**
     * What became of a handoff after a revision, oldest first: one for each commit that changed its state, its words or
     * what it needs. Waits for the first one, or until the time is over.
     */
    List<HandoffChange> awaitChanges(String handoff, long afterRevision, Duration atMost) throws InterruptedException;

    /** The one that changed last first. The list may lag a moment behind; {@link #find} never does. */
    List<HandoffQuery.Entry> list(HandoffQuery query);
}
