package dev.baton.policy;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.policy.Policy.ApprovalTerms;
import dev.baton.policy.Policy.Decision;
import java.util.List;
import java.util.Optional;

/** How much an agent may do by itself. From the least to the most. */
public enum Level {
    /** It plans, reads and is ruled as always, and does nothing; what it would have done is recorded. */
    SHADOW,
    /** Every write is confirmed by a person. */
    PROPOSE,
    /** The policies decide. */
    SUPERVISED;

    private static final String CONFIRMED_BY = "operator";

    /** What the policies say to a write, as far as the level lets it: never more lenient. */
    public Ruling bound(Ruling ruling) {
        if (this != PROPOSE || ruling.decision() != Decision.ALLOW) {
            return ruling;
        }
        var terms = new ApprovalTerms(
                CONFIRMED_BY, 1, List.of(), ApprovalTerms.DEFAULT_EXPIRES, ApprovalTerms.DEFAULT_USE_WITHIN);
        return new Ruling(
                Decision.ASK,
                ruling.rule(),
                Digest.of(Json.array(
                        Json.text("propose"), Json.text(ruling.ruleDigest().hex()))),
                ruling.because() + " (The agent only proposes: a person confirms every write.)",
                Optional.of(terms),
                ruling.notes());
    }
}
