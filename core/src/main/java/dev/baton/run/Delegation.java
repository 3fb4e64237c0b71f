package dev.baton.run;

import dev.baton.handoff.Receipt;
import java.time.Duration;

/** How it stands with work that a run hands to another agent. */
public sealed interface Delegation {

    /** It was accepted and goes on. */
    record Accepted(String handoff) implements Delegation {}

    record Ended(String handoff, Receipt receipt) implements Delegation {}

    /** It was not accepted, and trying again would not help. */
    record Refused(String reason) implements Delegation {}

    /** It was not accepted now. */
    record Unavailable(String reason, Duration retryAfter) implements Delegation {}

    /** It was never handed over. */
    record None() implements Delegation {}
}
