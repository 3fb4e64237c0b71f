package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.tool.ToolName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One execution of a write.
 *
 * @param args everything that is sent
 * @param windows the sums over time that it counts in
 * @param unasked that it goes on although a rule asks for it
 * @param intendedAt when it was first about to be sent
 * @param sendBy after this the latest sending certainly no longer starts
 * @param attempts how often it was about to be sent
 * @param pardoned how many of the attempts no longer count, since a person had it tried again
 * @param checks how often its unknown outcome was looked into since it was last sent
 * @param perhapsDone whether any sending so far may have been done
 * @param certainFrom from when on "not found" proves that it was not done
 */
public record EffectState(
        String id,
        StepId step,
        ToolName tool,
        Json.Obj args,
        Optional<String> once,
        List<Reservation> windows,
        Optional<RunEvent.Unasked> unasked,
        Instant intendedAt,
        Instant sendBy,
        int attempts,
        int pardoned,
        int checks,
        boolean perhapsDone,
        Instant certainFrom,
        Status status) {

    public EffectState {
        windows = List.copyOf(windows);
    }

    /** Where it stands. */
    public sealed interface Status {
        record Sending() implements Status {}

        /** Certainly not done so far; sent again at {@code retryAt}. */
        record Deferred(Instant retryAt) implements Status {}

        /** Perhaps done; looked into at {@code next}. */
        record Uncertain(String reason, Instant next) implements Status {}

        /** Perhaps done, and only a person can tell. */
        record NeedsPerson(String reason) implements Status {}

        record Confirmed(Json result, Instant at) implements Status {}

        /** Done, and it stays although the run did not complete. */
        record Standing(Json result, Instant at, String reason) implements Status {}

        /** Done and taken back. */
        record Undone(Json result, Instant at) implements Status {}

        record NotDone(String reason) implements Status {}
    }

    public boolean isSettled() {
        return switch (status) {
            case Status.Confirmed ignored -> true;
            case Status.Standing ignored -> true;
            case Status.Undone ignored -> true;
            case Status.NotDone ignored -> true;
            case Status.Sending ignored -> false;
            case Status.Deferred ignored -> false;
            case Status.Uncertain ignored -> false;
            case Status.NeedsPerson ignored -> false;
        };
    }

    /** Whether it can be said not to have happened: not while it may still be on its way. */
    public boolean canBeDenied(Instant now) {
        return !perhapsDone || !now.isBefore(certainFrom);
    }

    /** When it was done, whatever became of it later; empty when it was not, or nobody knows. */
    public Optional<Instant> doneAt() {
        return switch (status) {
            case Status.Confirmed it -> Optional.of(it.at());
            case Status.Standing it -> Optional.of(it.at());
            case Status.Undone it -> Optional.of(it.at());
            case Status.NotDone ignored -> Optional.empty();
            case Status.Sending ignored -> Optional.empty();
            case Status.Deferred ignored -> Optional.empty();
            case Status.Uncertain ignored -> Optional.empty();
            case Status.NeedsPerson ignored -> Optional.empty();
        };
    }

    /** How often it was about to be sent since a person last had it tried again, or since it was intended. */
    int tries() {
        return attempts - pardoned;
    }

    EffectState now(Status changed) {
        return new EffectState(
                id,
                step,
                tool,
                args,
                once,
                windows,
                unasked,
                intendedAt,
                sendBy,
                attempts,
                pardoned,
                checks,
                perhapsDone,
                certainFrom,
                changed);
    }

    EffectState unknown(Instant certain, Status changed) {
        return new EffectState(
                id,
                step,
                tool,
                args,
                once,
                windows,
                unasked,
                intendedAt,
                sendBy,
                attempts,
                pardoned,
                checks + 1,
                true,
                certain,
                changed);
    }

    EffectState certainlyNotDone(Instant retryAt) {
        return new EffectState(
                id,
                step,
                tool,
                args,
                once,
                windows,
                unasked,
                intendedAt,
                sendBy,
                attempts,
                pardoned,
                0,
                false,
                certainFrom,
                new Status.Deferred(retryAt));
    }

    EffectState resent(int attempt, Instant until) {
        return new EffectState(
                id,
                step,
                tool,
                args,
                once,
                windows,
                unasked,
                intendedAt,
                until,
                attempt,
                pardoned,
                0,
                perhapsDone,
                certainFrom,
                new Status.Sending());
    }

    /** To be looked into at once and anew. What it may have done stays as it is. */
    EffectState retried(Instant at) {
        var next = switch (status) {
            case Status.Deferred ignored -> new Status.Deferred(at);
            case Status.Uncertain(var reason, var later) -> new Status.Uncertain(reason, at);
            case Status.NeedsPerson(var reason) -> new Status.Uncertain(reason, at);
            case Status.Sending ignored -> status;
            case Status.Confirmed ignored -> status;
            case Status.Standing ignored -> status;
            case Status.Undone ignored -> status;
            case Status.NotDone ignored -> status;
        };
        return new EffectState(
                id,
                step,
                tool,
                args,
                once,
                windows,
                unasked,
                intendedAt,
                sendBy,
                attempts,
                attempts,
                0,
                perhapsDone,
                certainFrom,
                next);
    }
}
