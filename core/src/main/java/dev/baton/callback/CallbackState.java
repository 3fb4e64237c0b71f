package dev.baton.callback;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The subscriptions of a handoff, folded from their events.
 *
 * @param subscriptions by id, in the order in which they came; those that are over too
 */
public record CallbackState(Map<String, Told> subscriptions) {
    public static final CallbackState NONE = new CallbackState(Map.of());

    public CallbackState after(CallbackEvent event, Instant at) {
        return switch (event) {
            case CallbackEvent.Registered registered -> {
                var id = registered.subscription().id();
                yield with(
                        id,
                        find(id).map(told -> told.changed(registered, at)).orElseGet(() -> Told.begin(registered, at)));
            }
            case CallbackEvent.Delivered delivered ->
                change(delivered.subscription(), told -> told.delivered(delivered.revision()));
            case CallbackEvent.AttemptFailed failed -> change(failed.subscription(), told -> told.failed(failed));
            case CallbackEvent.DeadLettered dead -> change(dead.subscription(), told -> told.deadLettered(dead, at));
            case CallbackEvent.ResendAsked asked ->
                change(asked.subscription(), told -> told.resending(asked.revision()));
            case CallbackEvent.Disabled disabled ->
                change(disabled.subscription(), told -> told.ended(new Told.Over.Disabled(disabled.reason())));
            case CallbackEvent.Removed removed ->
                change(removed.subscription(), told -> told.ended(new Told.Over.Removed()));
        };
    }

    private CallbackState change(String id, UnaryOperator<Told> change) {
        return find(id).map(told -> with(id, change.apply(told))).orElse(this);
    }

    private CallbackState with(String id, Told told) {
        var copy = new LinkedHashMap<>(subscriptions);
        copy.put(id, told);
        return new CallbackState(copy);
    }

    public Optional<Told> find(String subscription) {
        return Optional.ofNullable(subscriptions.get(subscription));
    }

    /** How many are told. */
    public long active() {
        return subscriptions.values().stream().filter(Told::isActive).count();
    }

    /** The id of the next subscription that brings none of its own. */
    public String nextId() {
        var number = subscriptions.size() + 1;
        while (subscriptions.containsKey("s" + number)) {
            number++;
        }
        return "s" + number;
    }
}
