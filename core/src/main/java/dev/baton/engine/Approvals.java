package dev.baton.engine;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import java.util.List;
import java.util.Optional;

/** Writes that wait for people. */
public interface Approvals {

    /** Newest first. The list may lag a moment behind; {@link #find} never does. */
    List<ApprovalView> list(Optional<ApprovalView.State> state, int limit);

    Optional<ApprovalView> find(String approval);

    Outcome decide(String approval, Decision decision, Principal by);

    /** Why somebody cannot decide this at all, not even say no; empty when they can. */
    default Optional<String> obstacle(ApprovalView approval, Principal by) {
        return by.has(approval.by())
                ? Optional.empty()
                : Optional.of(
                        by.reference() + " may not decide this; that takes a person with the role " + approval.by());
    }

    /**
     * Decides several in one request, in their order: those that the same rule asks for, or those of one run. Those of one
     * run stand or fall together, in one commit: when one of them cannot be decided none is. Runs do not depend on each
     * other.
     */
    Together decideTogether(List<String> approvals, Decision decision, Principal by);

    /** Why these are not decided together; empty when they are. */
    static Optional<Together.Mixed> mixed(List<ApprovalView> approvals, Decision decision) {
        var rules = approvals.stream().map(ApprovalView::rule).distinct().count();
        var runs = approvals.stream().map(ApprovalView::run).distinct().count();
        if (rules > 1 && runs > 1) {
            return Optional.of(new Together.Mixed("they are of " + runs + " runs and of " + rules
                    + " rules; decide those of one rule together, or those of one run"));
        }
        return decision instanceof Decision.Edit
                ? Optional.of(new Together.Mixed("arguments are changed one by one"))
                : Optional.empty();
    }

    /** What a person decides about the exact arguments. */
    sealed interface Decision {
        Optional<String> comment();

        record Approve(Optional<String> comment) implements Decision {}

        record Deny(Optional<String> comment) implements Decision {}

        /** Other arguments, for the editable ones; they are judged again. */
        record Edit(Json.Obj args, Optional<String> comment) implements Decision {}
    }

    /** What became of a decision on several. */
    sealed interface Together {
        record Decided(List<Each> each) implements Together {}

        /** They do not belong together; nothing was decided. */
        record Mixed(String message) implements Together {}

        record Each(String approval, Outcome outcome) {}
    }

    /** What became of a decision. */
    sealed interface Outcome {
        record Taken(ApprovalView approval) implements Outcome {}

        record NotFound(String message) implements Outcome {}

        record NotAllowed(String message) implements Outcome {}

        record Invalid(List<Problem> problems) implements Outcome {}

        /** It could be decided, but another one of its run could not, and both were to be. */
        record Withheld(String message) implements Outcome {}

        /** Too late; the view says who decided, or that it expired. */
        record Stale(ApprovalView approval, String message) implements Outcome {}
    }
}
