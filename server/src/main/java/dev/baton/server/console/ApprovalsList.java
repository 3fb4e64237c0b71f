package dev.baton.server.console;

import dev.baton.engine.ApprovalView;
import java.util.List;
import java.util.Optional;

/**
 * What waits for decisions, and what was decided.
 *
 * @param seen tells this list from another one, so that nothing is drawn again unless it changed
 */
public record ApprovalsList(List<ApprovalCard> open, List<ApprovalView> decided, Optional<Notice> notice, String seen) {

    static ApprovalsList of(List<ApprovalCard> open, List<ApprovalView> decided, Optional<Notice> notice, String by) {
        var text = new StringBuilder(by);
        open.forEach(card -> add(text, card.approval()));
        decided.forEach(approval -> add(text, approval));
        return new ApprovalsList(
                open, decided, notice, Integer.toHexString(text.toString().hashCode()));
    }

    private static void add(StringBuilder text, ApprovalView approval) {
        text.append(' ')
                .append(approval.id())
                .append(approval.state())
                .append(approval.votes().size());
    }
}
