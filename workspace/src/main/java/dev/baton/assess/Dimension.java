package dev.baton.assess;

import dev.baton.assess.Choice.Side;

/** How the program behaves, and what it takes to build it. */
public enum Dimension implements Aspect {
    TRIGGER(
            new Description("A message of a person.", "conversations"),
            new Description("A handoff that was accepted.", "Handoffs.submit, the one way in for every door")),
    SCOPE(
            new Description("One question or request at a time.", "assistants/NAME.md"),
            new Description("A task from request to outcome, over several systems.", "contracts/NAME.yaml")),
    AUTONOMY(
            new Description("None: it answers and proposes.", "a yes of the person before each handoff"),
            new Description("Within a policy; people decide where a rule asks them.", "policies/ and approvals")),
    INTEGRATION(
            new Description("Reads, of few systems and of documents.", "connections/, readAuth, knowledge/"),
            new Description(
                    "Reads and writes; every write needs a key or a read that tells what became of it.",
                    "idempotency: key, lookup or none")),
    MEMORY(
            new Description("As long as the conversation.", "memory: conversation"),
            new Description("As long as the run: days, restarts, other colleagues.", "the log, waits, questions")),
    ACTION(
            new Description("Changes nothing.", "no code path from a turn to a write"),
            new Description("Changes systems, each thing once.", "the effect ledger, once, undo")),
    ENGINEERING_COMPLEXITY(
            new Description("Moderate: instructions, reads, documents.", "baton check"),
            new Description(
                    "High: contract, policy with tests, plan, failures, approvals.",
                    "tests of a policy, baton check, the test kit")),
    TYPICAL_EXAMPLES(
            new Description(
                    "Help desk answers, the state of an order, finding a document, drafts.", "template order-help"),
            new Description(
                    "Claims and returns, lost parcels, onboarding, reconciliation.",
                    "templates refund, replacement, lost-parcel")),
    TIME_TO_BUILD(
            new Description("Weeks.", "baton new, with a template that runs"),
            new Description("Months.", "baton new, with a template that runs"));

    private final String assistantText;
    private final String assistantPart;
    private final String agentText;
    private final String agentPart;

    Dimension(Description assistant, Description agent) {
        assistantText = assistant.text();
        assistantPart = assistant.part();
        agentText = agent.text();
        agentPart = agent.part();
    }

    @Override
    public Description of(Side side) {
        return switch (side) {
            case ASSISTANT -> new Description(assistantText, assistantPart);
            case AGENT -> new Description(agentText, agentPart);
        };
    }
}
