package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plan that is being made.
 *
 * @param version that it will be
 * @param part the open part that it is for
 * @param anew why what there was is planned anew; nothing of it is started meanwhile
 * @param last the latest proposal that was of no use
 * @param rejected how many were of no use
 * @param failures how often no proposal could be had
 * @param notBefore when the next one may be asked for
 */
public record PlanningState(
        int version,
        Optional<String> part,
        Optional<Anew> anew,
        Optional<Rejection> last,
        int rejected,
        int failures,
        Instant notBefore) {

    /**
     * Why a run is planned anew.
     *
     * @param cause how the run ends when there is no new plan
     */
    public record Anew(String reason, RunEvent.Cause cause) {}

    /**
     * A proposal and what is wrong with it.
     *
     * @param repeated whether it is the same as the one before
     */
    public record Rejection(Json proposal, List<Problem> problems, boolean repeated) {
        public Rejection {
            problems = List.copyOf(problems);
        }

        public Rejection(Json proposal, List<Problem> problems) {
            this(proposal, problems, false);
        }

        Rejection after(Optional<Rejection> before) {
            var same = before.filter(it -> it.proposal().equals(proposal)).isPresent();
            return new Rejection(proposal, problems, same);
        }
    }

    static PlanningState of(int version, Optional<String> part, Instant now) {
        return new PlanningState(version, part, Optional.empty(), Optional.empty(), 0, 0, now);
    }

    static PlanningState anew(int version, Anew why, Instant now) {
        return new PlanningState(version, Optional.empty(), Optional.of(why), Optional.empty(), 0, 0, now);
    }

    PlanningState rejected(Rejection rejection) {
        return new PlanningState(
                version, part, anew, Optional.of(rejection.after(last)), rejected + 1, failures, notBefore);
    }

    PlanningState failed(Instant retryAt) {
        return new PlanningState(version, part, anew, last, rejected, failures + 1, retryAt);
    }
}
