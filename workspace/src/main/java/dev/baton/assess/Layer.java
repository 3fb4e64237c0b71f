package dev.baton.assess;

import dev.baton.assess.Choice.Side;

/** What the program is made of, from the model upwards. */
public enum Layer implements Aspect {
    FOUNDATION(
            new Description(
                    "A language model that understands and words well.",
                    "models behind one port; without one, forms, checks and answers still work"),
            new Description(
                    "The same kind of model; what it proposes is checked before anything happens.",
                    "the plan compiler; a playbook needs no model at all")),
    INTERACTION(
            new Description(
                    "A conversation: it listens, asks for what is missing, and shows what it understood.",
                    "the page /chat, baton chat, POST /api/conversations"),
            new Description(
                    "None but decisions and typed questions.", "the page /approvals, baton approvals, baton answer")),
    CONTEXT(
            new Description(
                    "What was said, what this person may read, and documents.", "tools with visible, knowledge/"),
            new Description(
                    "The typed input, the results of its steps, and facts read fresh for each ruling.",
                    "input of the contract, facts of the policy")),
    ORCHESTRATION(
            new Description(
                    "One bounded turn: understand, read, answer, propose at most one handoff.",
                    "assistants/NAME.md: checks, answers, contracts"),
            new Description(
                    "A plan of steps that depend on each other, with waiting, retries and taking back.",
                    "playbooks/ and the engine")),
    TOOLS(
            new Description("Reads only.", "connections/; a write in an assistant is a load error"),
            new Description(
                    "Reads and writes; each write is on disk before it is sent.",
                    "connections/ with idempotency, once and undo; the effect ledger")),
    MEMORY(
            new Description("The conversation; it ends with it.", "memory: conversation"),
            new Description(
                    "The run: every step, ruling and decision, for as long as it takes, over restarts.",
                    "the log; baton runs, baton verify")),
    TRIGGER(
            new Description("A person writes.", "the page /chat, baton chat"),
            new Description(
                    "A handoff, from an assistant, a program or another agent.",
                    "POST /api/handoffs/CONTRACT, baton submit; what notices a time or an event calls one of them")),
    OUTPUT(
            new Description("An answer with its sources, or a proposed handoff.", "citations, the card in the chat"),
            new Description("An outcome, proven by what the systems confirmed.", "proof of the contract, the receipt"));

    private final String assistantText;
    private final String assistantPart;
    private final String agentText;
    private final String agentPart;

    Layer(Description assistant, Description agent) {
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
