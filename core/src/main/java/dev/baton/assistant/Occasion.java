package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.Summarised;
import dev.baton.tool.ToolSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message that a model is to answer, with everything that is known for it.
 *
 * @param tools all that there are; a model is offered the reads that its assistant was granted
 * @param readings what was recalled and read for it, in that order
 * @param summarised a summary of older turns that was made for it
 */
public record Occasion(
        ConversationState state,
        History history,
        Dialogue.Message message,
        Understanding heard,
        List<ToolSpec> tools,
        Map<ReadRequest, Reading> readings,
        Instant now,
        Optional<Summarised> summarised) {

    public Occasion {
        readings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(readings));
    }

    public Occasion(
            ConversationState state,
            History history,
            Dialogue.Message message,
            Understanding heard,
            List<ToolSpec> tools,
            Map<ReadRequest, Reading> readings,
            Instant now) {
        this(state, history, message, heard, tools, readings, now, Optional.empty());
    }

    /** With more that was read. */
    public Occasion with(Map<ReadRequest, Reading> more) {
        var all = new LinkedHashMap<>(readings);
        all.putAll(more);
        return new Occasion(state, history, message, heard, tools, all, now, summarised);
    }

    /** With older turns summarised. */
    public Occasion with(Summarised summary) {
        return new Occasion(state, history.with(summary), message, heard, tools, readings, now, Optional.of(summary));
    }

    /** What an agent asks the person at the moment. */
    Optional<RunQuestion> asked() {
        return RunQuestion.open(state, readings.values());
    }

    Passages passages() {
        return Passages.in(readings.values());
    }
}
