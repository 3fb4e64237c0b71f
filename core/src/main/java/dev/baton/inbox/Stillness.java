package dev.baton.inbox;

import dev.baton.run.EffectState;
import dev.baton.run.RunState;
import dev.baton.run.StepState;
import java.time.Duration;
import java.time.Instant;

/** Whether a run has stopped moving although it should: nobody is asked, no time is waited for, no call is repeated. */
public final class Stillness {
    private Stillness() {}

    /** @param moved when its last event was */
    public static boolean isStuck(RunState.Active run, Instant moved, Instant now, Duration after) {
        return !now.isBefore(moved.plus(after)) && run.waitingSince().isEmpty() && !isTriedLater(run, now);
    }

    private static boolean isTriedLater(RunState.Active run, Instant now) {
        var effects = run.effects().values().stream().map(EffectState::status).anyMatch(status -> switch (status) {
            case EffectState.Status.Deferred(var retryAt) -> retryAt.isAfter(now);
            case EffectState.Status.Uncertain(var ignored, var next) -> next.isAfter(now);
            case EffectState.Status other -> false;
        });
        return effects
                || run.steps().values().stream()
                        .anyMatch(step -> step instanceof StepState.Deferred deferred
                                && deferred.retryAt().isAfter(now));
    }
}
