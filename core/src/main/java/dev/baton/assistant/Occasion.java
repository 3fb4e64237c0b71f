package dev.baton.assistant;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message that a model is to answer, with everything that is known for it.
 *
 * @param readings what was recalled and read for it, in that order
 */
public record Occasion(
        ConversationState state,
        History history,
        Dialogue.Message message,
        Understanding heard,
        Functions functions,
        Map<ReadRequest, Reading> readings,
        Instant now) {

    public Occasion {
        readings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(readings));
    }

    /** With more that was read. */
    public Occasion with(Map<ReadRequest, Reading> more) {
        var all = new LinkedHashMap<>(readings);
        all.putAll(more);
        return new Occasion(state, history, message, heard, functions, all, now);
    }

    Occasion with(ConversationEvent.Summarised summary) {
        return new Occasion(state, history.with(summary), message, heard, functions, readings, now);
    }

    Passages passages() {
        return Passages.in(readings.values());
    }
}
