package dev.baton.engine;

import dev.baton.callback.Subscription;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import java.util.List;
import java.util.Optional;

/**
 * Who outside is told of the states of a handoff. A door judges beforehand who may look at the handoff; whoever may, may
 * have themselves told of it.
 */
public interface Callbacks {

    /**
     * Tells somebody from now on, first of the state it is in, unless that is submitted. Under the id of a subscription
     * that is told already its details change. Returns once it is durable.
     */
    Change register(String handoff, Subscription.Wanted wanted, Principal by);

    /** The subscriptions of a handoff, as its stream says now, without those that were removed. */
    List<CallbackView> list(String handoff);

    /** Nothing more is sent, but for what is on its way. */
    Change remove(String handoff, String subscription, Principal by);

    /**
     * Messages that were not taken: being retried or given up, newest first.
     *
     * @param limit at least 1
     */
    List<MessageView> messages(Optional<MessageView.State> state, int limit);

    /** Has a message that was given up sent again, at once and then after the usual schedule; for operators. */
    Resending resend(String message, Principal by);

    /** What became of a wish about a subscription. */
    sealed interface Change {
        record Made(CallbackView subscription) implements Change {}

        record NotFound(String message) implements Change {}

        record Invalid(Problem problem) implements Change {}
    }

    /** What became of the wish to send again. */
    sealed interface Resending {
        /** It is sent at once. */
        record Asked(MessageView message) implements Resending {}

        record NotFound(String message) implements Resending {}

        record NotAllowed(String message) implements Resending {}

        /** It is not given up, or its receiver wants nothing more. */
        record Conflict(String message) implements Resending {}
    }
}
