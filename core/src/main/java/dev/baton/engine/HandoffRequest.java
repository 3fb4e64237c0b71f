package dev.baton.engine;

import dev.baton.callback.Subscription;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.util.Optional;

/**
 * A wish to hand something off, as a door received it.
 *
 * @param contract its name, or {@code name@version}; without a version the newest
 * @param requester who asks, as the door verified it; {@link Principal#onBehalfOf} for whom
 * @param door the inbound protocol, for the record
 * @param idempotencyKey the requester's own name for this request: the same key never starts twice
 * @param context the requester's own name for what this belongs to; those that have one are listed
 * @param callback who is told of its states from the beginning; part of what the same key means
 */
public record HandoffRequest(
        String contract,
        Json input,
        Principal requester,
        String door,
        Optional<String> idempotencyKey,
        Optional<String> context,
        Optional<Subscription.Wanted> callback) {

    /** One that belongs to nothing, of somebody who asks for its states. */
    public HandoffRequest(
            String contract, Json input, Principal requester, String door, Optional<String> idempotencyKey) {
        this(contract, input, requester, door, idempotencyKey, Optional.empty());
    }

    /** One of somebody who asks for its states. */
    public HandoffRequest(
            String contract,
            Json input,
            Principal requester,
            String door,
            Optional<String> idempotencyKey,
            Optional<String> context) {
        this(contract, input, requester, door, idempotencyKey, context, Optional.empty());
    }

    public HandoffRequest withCallback(Subscription.Wanted wanted) {
        return new HandoffRequest(contract, input, requester, door, idempotencyKey, context, Optional.of(wanted));
    }
}
