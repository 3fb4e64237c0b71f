package dev.baton.handoff;

import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The typed end of a handoff, the same whichever door it came through.
 *
 * @param state one of the terminal states
 * @param outcome which of the contract's outcomes, proven by a confirmed effect
 * @param output what the contract promises, empty unless completed
 * @param reason why it did not complete, in words
 * @param rule that decided so, as {@code policy/rule}
 * @param confirmations every effect that was done
 * @param approvals every decision of a person
 * @param leftStanding what was done although the run did not complete
 * @param undone what was done and taken back
 * @param cost of models; {@code 0.00} without one
 */
public record Receipt(
        HandoffState state,
        Optional<String> outcome,
        Json.Obj output,
        Optional<String> reason,
        Optional<String> rule,
        List<Confirmation> confirmations,
        List<Approval> approvals,
        List<Confirmation> leftStanding,
        Cost cost,
        Instant startedAt,
        Instant endedAt,
        List<Confirmation> undone) {

    public Receipt {
        if (!state.isTerminal()) {
            throw new IllegalArgumentException("a receipt ends a handoff; " + state.word() + " does not");
        }
        confirmations = List.copyOf(confirmations);
        approvals = List.copyOf(approvals);
        leftStanding = List.copyOf(leftStanding);
        undone = List.copyOf(undone);
    }

    /** The form in which expressions and people see it. */
    public Json.Obj toJson() {
        return JsonMapping.toJson(this).with("state", state.word());
    }

    /**
     * An effect that a system confirmed.
     *
     * @param system the connection
     * @param id what the system calls it, or the effect's own id where the system gave none
     * @param note why it was left standing, where it was
     */
    public record Confirmation(String system, String tool, String step, String id, Instant at, Optional<String> note) {
        public Confirmation withoutNote() {
            return new Confirmation(system, tool, step, id, at, Optional.empty());
        }
    }

    public record Approval(String id, String by, String decision, Optional<String> comment, String rule, Instant at) {}

    /**
     * What models cost: a decimal {@code amount} in {@code currency}.
     *
     * @param unpriced calls whose price is not known, where there are any; the amount does not hold them
     */
    public record Cost(String amount, String currency, Optional<Integer> unpriced) {
        public static final Cost NONE = new Cost("0.00", "USD", Optional.empty());
    }
}
