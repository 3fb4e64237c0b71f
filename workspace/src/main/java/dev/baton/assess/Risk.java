package dev.baton.assess;

import dev.baton.assess.SystemFacts.Settling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something to settle before building.
 *
 * @param about in one or two words
 * @param text what may go wrong and what to do about it
 */
public record Risk(String about, String text) {

    /** @param facts about systems, by name; nothing is known about those that are missing */
    public static List<Risk> of(Workflow workflow, Map<String, SystemFacts> facts) {
        var choice = workflow.assessment().choice();
        var risks = new ArrayList<Risk>();
        if (choice.sides().contains(Choice.Side.AGENT)) {
            idempotency(workflow, facts, risks);
            approvals(workflow, risks);
            course(workflow, risks);
        }
        data(workflow, facts, risks);
        if (choice == Choice.HYBRID) {
            risks.add(new Risk(
                    "contract",
                    "Agree on its fields first, and on which of them are identity (x-trusted): both sides are built"
                            + " against it."));
        }
        return List.copyOf(risks);
    }

    private static void idempotency(Workflow workflow, Map<String, SystemFacts> facts, List<Risk> risks) {
        if (workflow.systems().isEmpty()) {
            risks.add(new Risk(
                    "idempotency",
                    "For each system that is written to, find out whether it takes an idempotency key, or has a read"
                            + " that tells whether a write happened. Where neither is, a lost answer waits for a"
                            + " person."));
        }
        for (var system : workflow.systems()) {
            switch (facts.getOrDefault(system, SystemFacts.UNKNOWN).idempotency()) {
                case NONE ->
                    risks.add(new Risk(
                            "idempotency",
                            system + " has neither an idempotency key nor a read that tells what happened: every lost"
                                    + " answer waits for a person. Ask its owner for one of them."));
                case UNKNOWN ->
                    risks.add(new Risk(
                            "idempotency",
                            "Find out whether " + system + " takes an idempotency key, or has a read that tells whether"
                                    + " a write happened, if it is written to."));
                case KEY, LOOKUP -> {} // settled
            }
        }
    }

    private static void approvals(Workflow workflow, List<Risk> risks) {
        risks.add(new Risk(
                "approvals",
                workflow.approver()
                        .map(role -> "Say from which amount or case on " + role
                                + " decides, within what time, and who does when nobody of them is there.")
                        .orElse("Say who decides about what is expensive or final, from which amount on, and within"
                                + " what time; somebody has to be that role.")));
    }

    private static void course(Workflow workflow, List<Risk> risks) {
        var answers = workflow.answers();
        if (answers.yes(Question.STEPS)) {
            risks.add(new Risk(
                    "failure",
                    "Say for each write what becomes of it when a later step fails: taken back by undo, or left"
                            + " standing and named in the receipt."));
        }
        if (answers.yes(Question.UNPROMPTED)) {
            risks.add(new Risk(
                    "trigger",
                    "The same event may be told twice: make the Idempotency-Key of the handoff from the event's own"
                            + " id."));
        }
        if (answers.yes(Question.CONTEXT)) {
            risks.add(new Risk(
                    "waiting",
                    "What was read before a wait may be wrong after it: rest rules on facts of the policy, which are"
                            + " read when it rules."));
        }
    }

    private static void data(Workflow workflow, Map<String, SystemFacts> facts, List<Risk> risks) {
        var personal = workflow.systems().stream()
                .filter(system ->
                        facts.getOrDefault(system, SystemFacts.UNKNOWN).personal())
                .toList();
        for (var system : personal) {
            risks.add(new Risk(
                    "data",
                    system + " holds data about people: declare visible on what is read there, and say how long logs"
                            + " are kept (baton erase forgets a person)."));
        }
        if (personal.isEmpty()) {
            risks.add(new Risk(
                    "data",
                    "Say whose data is read, who may see it (visible on each read), and where it may be sent when a"
                            + " model is used."));
        }
        if (workflow.answers().yes(Question.PEOPLE)) {
            risks.add(new Risk(
                    "answers",
                    "Name who keeps the documents true that are answered from, and who reads what people"
                            + " asked in vain."));
        }
    }

    /** Whether a system is known to settle lost answers. */
    static boolean settled(SystemFacts facts) {
        return facts.idempotency() == Settling.KEY || facts.idempotency() == Settling.LOOKUP;
    }
}
