package dev.baton.server.console;

import dev.baton.engine.ApprovalView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /**
     * Writes of one run that wait at the same time: one question, answered as a whole or one by one.
     *
     * @param cards one, or several of the same run
     */
    public record Group(String run, List<ApprovalCard> cards) {
        public boolean isTogether() {
            return cards.size() > 1 && cards.stream().allMatch(ApprovalCard::decidable);
        }
    }

    /** What waits, by run, in the order of the list. */
    public List<Group> groups() {
        var byRun = new LinkedHashMap<String, List<ApprovalCard>>();
        open.forEach(card -> byRun.computeIfAbsent(card.approval().run(), run -> new ArrayList<>())
                .add(card));
        return byRun.entrySet().stream()
                .map(it -> new Group(it.getKey(), List.copyOf(it.getValue())))
                .toList();
    }

    private static void add(StringBuilder text, ApprovalView approval) {
        text.append(' ')
                .append(approval.id())
                .append(approval.state())
                .append(approval.votes().size());
    }
}
