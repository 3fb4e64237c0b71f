package dev.baton.engine;

import java.time.Duration;
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
}
