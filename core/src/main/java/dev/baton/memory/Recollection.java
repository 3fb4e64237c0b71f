package dev.baton.memory;

import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a run that has ended: facts that its receipt proves, and nothing that a model, a person or a
 * system said in words of its own.
 *
 * @param agent whose run it was; nobody else recalls it
 * @param asked what of the input is a fact, see {@link Facts}
 * @param outcome where an effect proved it
 * @param rule that decided how it ended, as {@code policy/rule}
 * @param done the tools that did something, in order
 * @param undone of these, what was taken back
 * @param leftStanding of these, what stayed done although the run did not complete
 */
public record Recollection(
        String run,
        String agent,
        ContractId contract,
        Json.Obj asked,
        HandoffState state,
        Optional<String> outcome,
        Optional<String> rule,
        List<String> done,
        List<String> undone,
        List<String> leftStanding,
        Instant endedAt) {

    public Recollection {
        if (!state.isTerminal()) {
            throw new IllegalArgumentException("what goes on is not remembered: " + run + " is " + state.word());
        }
        done = List.copyOf(done);
        undone = List.copyOf(undone);
        leftStanding = List.copyOf(leftStanding);
    }

    public static Recollection of(String run, String agent, Contract contract, Json.Obj input, Receipt receipt) {
        return new Recollection(
                run,
                agent,
                contract.id(),
                Facts.of(input, contract.input()),
                receipt.state(),
                receipt.outcome().filter(contract.proof()::containsKey),
                receipt.rule(),
                tools(receipt.confirmations()),
                tools(receipt.undone()),
                tools(receipt.leftStanding()),
                receipt.endedAt());
    }

    private static List<String> tools(List<Receipt.Confirmation> confirmations) {
        return confirmations.stream().map(Receipt.Confirmation::tool).toList();
    }

    /** All of it in one line, as in {@code 2026-01-10 damaged-order@1 {"wish":"refund"}: completed as refunded}. */
    public String words() {
        var parts = new ArrayList<String>();
        parts.add(state.word() + outcome.map(it -> " as " + it).orElse(""));
        rule.ifPresent(it -> parts.add("by the rule " + it));
        parts.add(done.isEmpty() ? "nothing was done" : "done: " + String.join(", ", done));
        if (!undone.isEmpty()) {
            parts.add("taken back: " + String.join(", ", undone));
        }
        if (!leftStanding.isEmpty()) {
            parts.add("left standing: " + String.join(", ", leftStanding));
        }
        return endedAt.atZone(ZoneOffset.UTC).toLocalDate() + " " + contract + " " + asked.write() + ": "
                + String.join("; ", parts);
    }
}
