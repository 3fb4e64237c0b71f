package dev.baton.engine;

import dev.baton.json.Problem;
import java.time.Duration;
import java.util.List;

/** What became of a {@link HandoffRequest}. Only {@link Accepted} started or found a run. */
public sealed interface Submission {

    /** Durable. {@code repeated} tells that the same request had been accepted before. */
    record Accepted(HandoffView handoff, boolean repeated) implements Submission {}

    record UnknownContract(String message) implements Submission {}

    /** The requester may not do that. */
    record NotAllowed(String message) implements Submission {}

    /** The input does not fit the contract; every problem, by field. */
    record Invalid(List<Problem> problems) implements Submission {}

    /** The idempotency key was used for another request. */
    record KeyReused(String handoff) implements Submission {}

    /** The contract allows one run at a time for this, and one is going on. */
    record AlreadyRunning(String handoff, String run) implements Submission {}

    /** Too much is going on at the moment; nothing was accepted, and the same request may be sent again later. */
    record Overloaded(String message, Duration retryAfter) implements Submission {}

    /** The idempotency key was used before, and what came of it was erased or archived since. */
    record NoLongerKept(String handoff, String run) implements Submission {}

    /** The workspace is not in a state to accept this. */
    record NotReady(String message) implements Submission {}
}
