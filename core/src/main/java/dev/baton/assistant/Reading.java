package dev.baton.assistant;

import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.knowledge.Knowledge.Passage;
import java.util.List;

/** What came of a {@link ReadRequest}. */
public sealed interface Reading {

    record Found(Json result) implements Reading {}

    /** There is no such thing, or it is none of the person's business: nothing tells the two apart. */
    record NotFound() implements Reading {}

    /** The system did not answer. */
    record NotNow() implements Reading {}

    record Passages(List<Passage> best) implements Reading {}

    /** @param message the state in the contract's words */
    record Standing(String handoff, HandoffState state, String message) implements Reading {}
}
