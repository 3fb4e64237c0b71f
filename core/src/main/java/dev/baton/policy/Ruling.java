package dev.baton.policy;

import dev.baton.json.Digest;
import dev.baton.policy.Policy.ApprovalTerms;
import dev.baton.policy.Policy.Decision;
import java.util.List;
import java.util.Optional;

/**
 * What the policies say to one call.
 *
 * @param rule that decided, as {@code policy/rule}; {@code default} when none matched
 * @param ruleDigest tells whether a later ruling is by the same rule, unchanged
 * @param because the rule in words
 * @param terms for {@link Decision#ASK}
 * @param notes conditions that could not be evaluated, and how that was counted
 * @param compared the values that the conditions named, those of the deciding rule first; rulings from before that was
 *     kept have none
 * @param review that people look at it afterwards: of a write that is allowed instead of asked; with {@link Decision#ASK}
 *     what would be so at level autonomous
 */
public record Ruling(
        Decision decision,
        String rule,
        Digest ruleDigest,
        String because,
        Optional<ApprovalTerms> terms,
        List<String> notes,
        List<Compared> compared,
        Optional<Review> review) {

    public static final String DEFAULT_RULE = "default";

    public Ruling {
        notes = List.copyOf(notes);
        compared = List.copyOf(compared);
        if ((decision == Decision.ASK) != terms.isPresent()) {
            throw new IllegalArgumentException("approval terms belong to ask, and only to it");
        }
    }

    /** A ruling that compared nothing. */
    public Ruling(
            Decision decision,
            String rule,
            Digest ruleDigest,
            String because,
            Optional<ApprovalTerms> terms,
            List<String> notes) {
        this(decision, rule, ruleDigest, because, terms, notes, List.of(), Optional.empty());
    }

    /** What was compared, as {@code facts.claims.count was 3, args.currency was "EUR"}; empty when that is nothing. */
    public String comparison() {
        return comparison(compared);
    }

    /** The same of values that were kept elsewhere. */
    public static String comparison(List<Compared> compared) {
        return ComparedValues.words(compared);
    }

    /** Whether a write goes on which a rule asks for, because the agent is autonomous. */
    public boolean goesOnUnasked() {
        return decision == Decision.ALLOW && review.isPresent();
    }
}
