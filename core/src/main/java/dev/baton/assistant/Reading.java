package dev.baton.assistant;

import dev.baton.handoff.ContractId;
import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.knowledge.Knowledge.Passage;
import java.util.List;
import java.util.Optional;

/** What came of a {@link ReadRequest}. */
public sealed interface Reading {

    record Found(Json result) implements Reading {}

    /** There is no such thing, or it is none of the person's business: nothing tells the two apart. */
    record NotFound() implements Reading {}

    /** The system did not answer. */
    record NotNow() implements Reading {}

    record Passages(List<Passage> best) implements Reading {}

    /**
     * How a handoff stands.
     *
     * @param message the state in the contract's words
     * @param receipt once it has ended
     * @param asks what its agent asks the person
     */
    record Standing(
            String handoff,
            ContractId contract,
            HandoffState state,
            String message,
            Json.Obj input,
            Optional<Receipt> receipt,
            Optional<RunQuestion> asks)
            implements Reading {}
}
