package dev.baton.engine;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.policy.Compared;
import dev.baton.policy.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One write that waits, or waited, for people.
 *
 * @param args the exact arguments; what is approved is their {@code digest}
 * @param because the rule in words
 * @param by the role that decides
 * @param evidence the facts that the policy read, by name
 * @param compared the values that the rules' conditions named; empty where that was not kept
 */
public record ApprovalView(
        String id,
        String run,
        String handoff,
        String contract,
        String agent,
        String subject,
        Json.Obj input,
        String step,
        String tool,
        String description,
        Json.Obj args,
        Digest digest,
        String rule,
        String because,
        String by,
        int quorum,
        List<String> editable,
        Json.Obj evidence,
        List<Compared> compared,
        State state,
        Instant askedAt,
        Instant expires,
        List<Vote> votes) {

    /** What the rules compared, in words; empty where that was not kept, or is nothing. */
    public String comparison() {
        return Ruling.comparison(compared);
    }

    /** The same with other contents, as for whoever need not see all of them. */
    ApprovalView showing(Json.Obj otherInput, Json.Obj otherArgs, Json.Obj otherEvidence, List<Compared> others) {
        return new ApprovalView(
                id,
                run,
                handoff,
                contract,
                agent,
                subject,
                otherInput,
                step,
                tool,
                description,
                otherArgs,
                digest,
                rule,
                because,
                by,
                quorum,
                editable,
                otherEvidence,
                others,
                state,
                askedAt,
                expires,
                votes);
    }

    public enum State {
        OPEN,
        APPROVED,
        DENIED,
        EXPIRED,
        VOIDED
    }

    /** What one person decided. {@code decision} is approve, deny or edit. */
    public record Vote(String by, String decision, Optional<String> comment, Instant at) {}
}
