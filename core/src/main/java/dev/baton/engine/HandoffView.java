package dev.baton.engine;

import dev.baton.handoff.ContractId;
import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * A handoff as the outside sees it.
 *
 * @param message its state in the contract's words
 * @param requester who asked, as {@link dev.baton.principal.Principal#chain()}
 * @param subject for whom, as {@code customer:CUS-0001}
 * @param revision of the run's stream that this was read at
 * @param context what it belongs to, as the requester calls that
 */
public record HandoffView(
        String id,
        String run,
        ContractId contract,
        HandoffState state,
        String message,
        String requester,
        String subject,
        Json.Obj input,
        Instant submittedAt,
        Optional<Needs> needs,
        Optional<Receipt> receipt,
        long revision,
        Optional<String> context) {

    /** One that belongs to nothing. */
    public HandoffView(
            String id,
            String run,
            ContractId contract,
            HandoffState state,
            String message,
            String requester,
            String subject,
            Json.Obj input,
            Instant submittedAt,
            Optional<Needs> needs,
            Optional<Receipt> receipt,
            long revision) {
        this(
                id,
                run,
                contract,
                state,
                message,
                requester,
                subject,
                input,
                submittedAt,
                needs,
                receipt,
                revision,
                Optional.empty());
    }

    /** What somebody has to do before it goes on. */
    public sealed interface Needs {
        /** A decision by the role {@code by}. */
        record Approval(String id, String by, Instant expires) implements Needs {}

        /**
         * An answer.
         *
         * @param of {@code requester}, or the role of those who may answer
         * @param context what the question is about
         * @param schema JSON Schema of the answer
         */
        record Input(String id, String of, String question, Json context, Json.Obj schema, Instant expires)
                implements Needs {}

        /** A person must find out whether an effect happened. */
        record Resolution(String step, String question) implements Needs {}
    }
}
