package dev.baton.server.console;

import dev.baton.engine.InboxView;
import dev.baton.inbox.InboxItem;
import java.util.List;
import java.util.Optional;

/**
 * One item, and what the one who looks can do with it.
 *
 * @param title what is asked; for a write in words
 * @param amount of money that it is about
 * @param takeable whether they may take it
 * @param theirs whether they have it, or stand in for who has it
 * @param candidates to whom it can be given, by id
 * @param selectable whether it can be decided together with others
 */
public record InboxRow(
        InboxView view,
        String title,
        Optional<Money> amount,
        boolean takeable,
        boolean theirs,
        List<String> candidates,
        boolean selectable) {

    public InboxItem item() {
        return view.item();
    }

    public Look look() {
        return switch (item().kind()) {
            case APPROVAL -> new Look("approval", "attention", "person");
            case QUESTION -> new Look("question", "attention", "question");
            case UNKNOWN_EFFECT -> new Look("unknown effect", "attention", "question");
            case EXCEPTION -> new Look("cannot go on", "bad", "stop");
            case FAILED_HANDOFF -> new Look("failed", "bad", "cross");
            case STUCK_RUN -> new Look("stuck", "bad", "stop");
            case REVIEW -> new Look("was it right?", "attention", "person");
        };
    }

    /** Where it is dealt with. */
    public String place() {
        return switch (item().kind()) {
            case APPROVAL -> "/approvals/" + item().id();
            case REVIEW -> "/reviews/" + item().id();
            case QUESTION, UNKNOWN_EFFECT, EXCEPTION, FAILED_HANDOFF, STUCK_RUN -> "/runs/" + item().run();
        };
    }

    public boolean closeable() {
        return item().kind() == InboxItem.Kind.FAILED_HANDOFF;
    }
}
