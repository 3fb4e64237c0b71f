package dev.baton.run;

import dev.baton.principal.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One question to people whether a write may be done with exactly these arguments. */
public record ApprovalState(RunEvent.ApprovalAsked asked, Instant askedAt, List<Vote> votes, Status status) {

    public ApprovalState {
        votes = List.copyOf(votes);
    }

    /** What one person said. */
    public record Vote(Principal by, Kind kind, Optional<String> comment, Instant at) {
        /** The kinds of decision. */
        public enum Kind {
            APPROVE,
            DENY,
            EDIT
        }
    }

    /** Where it stands. */
    public sealed interface Status {
        record Open() implements Status {}

        record Granted(Instant useUntil) implements Status {}

        record Refused() implements Status {}

        record Expired() implements Status {}

        /** No longer asked, or granted for something that is no longer to be done. */
        record Voided(String reason) implements Status {}
    }

    public boolean isOpen() {
        return status instanceof Status.Open;
    }

    ApprovalState now(Status changed) {
        return new ApprovalState(asked, askedAt, votes, changed);
    }

    ApprovalState with(Vote vote) {
        var all = new ArrayList<>(votes);
        all.add(vote);
        return new ApprovalState(asked, askedAt, all, status);
    }
}
