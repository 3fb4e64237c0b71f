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
     * Decides several in one request, in their order: those that the same rule asks for, or those of one run. Each is
     * still judged on its own, and one that cannot be decided does not keep the others from being.
     */
    default Together decideTogether(List<String> approvals, Decision decision, Principal by) {
        var known =
                approvals.stream().distinct().flatMap(id -> find(id).stream()).toList();
        var rules = known.stream().map(ApprovalView::rule).distinct().count();
        var runs = known.stream().map(ApprovalView::run).distinct().count();
        if (rules > 1 && runs > 1) {
            return new Together.Mixed("they are of " + runs + " runs and of " + rules
                    + " rules; decide those of one rule together, or those of one run");
        }
        if (decision instanceof Decision.Edit) {
            return new Together.Mixed("arguments are changed one by one");
        }
        return new Together.Decided(approvals.stream()
                .distinct()
                .map(id -> new Together.Each(id, decide(id, decision, by)))
                .toList());
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

        /** Too late; the view says who decided, or that it expired. */
        record Stale(ApprovalView approval, String message) implements Outcome {}
    }
}
