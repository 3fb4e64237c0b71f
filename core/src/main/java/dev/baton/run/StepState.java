package dev.baton.run;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.time.Instant;
import java.util.Optional;

/** How far a step has come. A step without a state has not started. */
public sealed interface StepState {

    /** A read that did not work yet. */
    record Deferred(int attempts, String reason, Instant retryAt) implements StepState {}

    /** A read that policy had to allow, and did, for these arguments. */
    record Cleared(Digest digest) implements StepState {}

    record AwaitingApproval(String approval) implements StepState {}

    /**
     * Approved; what it rests on has to be read again ({@code rechecked}) and ruled again before it is used.
     *
     * @param attempts of ruling it that were in vain so far
     * @param notBefore when the next one may be made
     */
    record Granted(String approval, boolean rechecked, int attempts, Instant notBefore) implements StepState {
        Granted afterRecheck() {
            return new Granted(approval, true, attempts, notBefore);
        }

        boolean isUsable(Instant now) {
            return rechecked && !notBefore.isAfter(now);
        }
    }

    /** A person was asked. */
    record Asked(String input) implements StepState {}

    /** A model's judgement that does not fit; it is mended, or a person judges. */
    record Misjudged(int attempts, PlanningState.Rejection last) implements StepState {}

    record Waiting(Instant until) implements StepState {}

    /**
     * Another agent is about to be given work; whether it got it is to be found out.
     *
     * @param attempts that were in vain so far
     * @param notBefore when the next one may be made
     */
    record HandingOff(String contract, Json.Obj input, int attempts, Instant notBefore) implements StepState {}

    record HandedOff(String contract, Json.Obj input, String handoff) implements StepState {}

    record Intended(String effect) implements StepState {}

    /** @param byPerson whether the result is what a person said */
    record Done(Json.Obj args, Json result, Instant at, boolean byPerson) implements StepState {
        Done(Json.Obj args, Json result, Instant at) {
            this(args, result, at, false);
        }
    }

    /** @param byPerson whether a person decided so */
    record Skipped(String reason, boolean byPerson, Instant at) implements StepState {
        Skipped(String reason, Instant at) {
            this(reason, false, at);
        }
    }

    /**
     * @param rule that said no
     * @param hadResult whether it was done, and what came of it is not as expected
     */
    record Failed(RunEvent.Cause cause, String reason, Optional<String> rule, boolean hadResult, Instant at)
            implements StepState {}

    /** Whether nothing more will happen to it and those that need it may start. */
    default boolean isOver() {
        return this instanceof Done || this instanceof Skipped;
    }

    /** Whether the run waits here for something that takes the time it takes. */
    default boolean isPause() {
        return this instanceof Waiting || this instanceof HandedOff;
    }
}
