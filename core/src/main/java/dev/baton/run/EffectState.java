package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.tool.ToolName;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution of a write.
 *
 * @param args everything that is sent
 * @param intendedAt when it was first about to be sent
 * @param sendBy after this the latest sending certainly no longer starts
 * @param attempts how often it was about to be sent
 * @param checks how often its unknown outcome was looked into since it was last sent
 */
public record EffectState(
        String id,
        StepId step,
        ToolName tool,
        Json.Obj args,
        Optional<String> once,
        Instant intendedAt,
        Instant sendBy,
        int attempts,
        int checks,
        Status status) {

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

        record NotDone(String reason) implements Status {}
    }

    public boolean isSettled() {
        return switch (status) {
            case Status.Confirmed ignored -> true;
            case Status.NotDone ignored -> true;
            case Status.Sending ignored -> false;
            case Status.Deferred ignored -> false;
            case Status.Uncertain ignored -> false;
            case Status.NeedsPerson ignored -> false;
        };
    }

    EffectState now(Status changed) {
        return new EffectState(id, step, tool, args, once, intendedAt, sendBy, attempts, checks, changed);
    }

    EffectState checked(Status changed) {
        return new EffectState(id, step, tool, args, once, intendedAt, sendBy, attempts, checks + 1, changed);
    }

    EffectState resent(int attempt, Instant until) {
        return new EffectState(id, step, tool, args, once, intendedAt, until, attempt, 0, new Status.Sending());
    }
}
