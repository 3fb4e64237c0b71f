package dev.baton.callback;

import dev.baton.principal.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A subscription and how far it has been told.
 *
 * @param since when it was registered
 * @param after what showed up to this revision of the run was told or given up
 * @param trial of the message that is next
 * @param dead what was given up, by revision
 * @param over why nothing more is sent
 */
public record Told(
        Subscription subscription,
        Principal by,
        Instant since,
        long after,
        Trial trial,
        Map<Long, DeadLetter> dead,
        Optional<Over> over) {

    /** Why a subscription is told nothing more. */
    public sealed interface Over {
        /** The receiver said so. */
        record Disabled(String reason) implements Over {}

        record Removed() implements Over {}
    }

    static Told begin(CallbackEvent.Registered registered, Instant at) {
        return new Told(
                registered.subscription(),
                registered.by(),
                at,
                registered.after(),
                Trial.FRESH,
                Map.of(),
                Optional.empty());
    }

    public boolean isActive() {
        return over.isEmpty();
    }

    /** Its details changed; what it waits for is tried at once. */
    Told changed(CallbackEvent.Registered registered, Instant at) {
        return isActive()
                ? new Told(registered.subscription(), registered.by(), at, after, Trial.FRESH, dead, over)
                : begin(registered, at);
    }

    Told delivered(long revision) {
        return revision > after
                ? new Told(subscription, by, since, revision, Trial.FRESH, dead, over)
                : alive(revision);
    }

    private Told alive(long revision) {
        var left = new TreeMap<>(dead);
        left.remove(revision);
        return new Told(subscription, by, since, after, trial, left, over);
    }

    Told failed(CallbackEvent.AttemptFailed failed) {
        var letter = dead.get(failed.revision());
        if (failed.revision() > after || letter == null) {
            return new Told(subscription, by, since, after, trial.failed(failed), dead, over);
        }
        return with(letter.now(letter.resend().orElse(Trial.FRESH).failed(failed)));
    }

    Told deadLettered(CallbackEvent.DeadLettered given, Instant at) {
        var letter =
                new DeadLetter(given.revision(), given.state(), given.attempt(), given.reason(), at, Optional.empty());
        return given.revision() > after
                ? new Told(subscription, by, since, given.revision(), Trial.FRESH, dead, over).with(letter)
                : with(letter);
    }

    Told resending(long revision) {
        var letter = dead.get(revision);
        return letter == null ? this : with(letter.now(Trial.FRESH));
    }

    private Told with(DeadLetter letter) {
        var letters = new TreeMap<>(dead);
        letters.put(letter.revision(), letter);
        return new Told(subscription, by, since, after, trial, letters, over);
    }

    Told ended(Over why) {
        return new Told(subscription, by, since, after, trial, dead, Optional.of(why));
    }
}
