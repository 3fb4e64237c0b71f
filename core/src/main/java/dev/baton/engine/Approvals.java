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

    /** What a person decides about the exact arguments. */
    sealed interface Decision {
        Optional<String> comment();

        record Approve(Optional<String> comment) implements Decision {}

        record Deny(Optional<String> comment) implements Decision {}

        /** Other arguments, for the editable ones; they are judged again. */
        record Edit(Json.Obj args, Optional<String> comment) implements Decision {}
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
