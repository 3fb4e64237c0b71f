package dev.baton.callback;

import dev.baton.handoff.HandoffState;
import dev.baton.principal.Principal;
import java.time.Instant;

/** What happened to the subscriptions of one handoff. Once released, a record here never changes its meaning. */
public sealed interface CallbackEvent {

    /**
     * Somebody is told from now on. Under the id of a subscription that is told already its details change, and what it
     * was told stays told.
     *
     * @param after what showed later than this revision of the run is told
     */
    record Registered(Subscription subscription, long after, Principal by) implements CallbackEvent {}

    /** @param status of the HTTP answer */
    record Delivered(String subscription, long revision, int attempt, int status) implements CallbackEvent {}

    record AttemptFailed(String subscription, long revision, int attempt, String reason, Instant retryAt)
            implements CallbackEvent {}

    /** Given up until somebody asks for it to be sent again. */
    record DeadLettered(String subscription, long revision, HandoffState state, int attempt, String reason)
            implements CallbackEvent {}

    record ResendAsked(String subscription, long revision, Principal by) implements CallbackEvent {}

    /** The receiver said that it wants nothing more: nothing is sent to it again. */
    record Disabled(String subscription, String reason) implements CallbackEvent {}

    record Removed(String subscription, Principal by) implements CallbackEvent {}
}
