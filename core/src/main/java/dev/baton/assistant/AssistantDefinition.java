package dev.baton.assistant;

import dev.baton.json.Json;
import dev.baton.tool.ToolName;
import java.util.List;
import java.util.Map;

/**
 * An assistant as its file says it.
 *
 * @param tools reads that it may use; a write is a load error
 * @param knowledge collections that it answers from
 * @param contracts under which it may propose handoffs
 * @param checks by contract field: a read that confirms what the person said before it is accepted
 * @param answers questions that a read answers without a model
 * @param starters sentences that a page offers to begin with
 * @param instructions the prompt
 * @param window how many tokens a request to its model may have; older turns are summarised beyond that
 */
public record AssistantDefinition(
        String name,
        String description,
        List<ToolName> tools,
        List<String> knowledge,
        List<String> contracts,
        Map<String, FieldCheck> checks,
        List<Answer> answers,
        List<String> starters,
        String instructions,
        int window) {
    public static final int DEFAULT_WINDOW = 8_000;
    public static final int SMALLEST_WINDOW = 1_500;

    public AssistantDefinition {
        if (window < SMALLEST_WINDOW) {
            throw new IllegalArgumentException("a window of " + window + " tokens holds no conversation; it takes "
                    + SMALLEST_WINDOW + " at least");
        }
    }

    public AssistantDefinition(
            String name,
            String description,
            List<ToolName> tools,
            List<String> knowledge,
            List<String> contracts,
            Map<String, FieldCheck> checks,
            List<Answer> answers,
            List<String> starters,
            String instructions) {
        this(name, description, tools, knowledge, contracts, checks, answers, starters, instructions, DEFAULT_WINDOW);
    }

    /** Whether it has nothing but what people tell it: no systems, no documents, nothing to hand off. */
    public boolean isAlone() {
        return tools.isEmpty() && knowledge.isEmpty() && contracts.isEmpty();
    }

    /**
     * Confirms a field by a read done as the person who talks.
     *
     * @param args a template over {@code value} and {@code session}
     * @param show what was found, in words; a template over {@code value} and {@code result}
     * @param otherwise what to say when nothing was found; a template over {@code value}
     */
    public record FieldCheck(ToolName read, Json.Obj args, String show, String otherwise) {}

    /**
     * A question that a read answers.
     *
     * @param needs JSON Schema properties that must be known first, with {@code x-ask}
     * @param args a template over the needed fields and {@code session}
     * @param say the answer; a template over the needed fields, {@code session} and {@code result}
     */
    public record Answer(
            String name, List<String> examples, ToolName read, Json.Obj needs, Json.Obj args, String say) {}
}
