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
 */
public record Ruling(
        Decision decision,
        String rule,
        Digest ruleDigest,
        String because,
        Optional<ApprovalTerms> terms,
        List<String> notes) {

    public static final String DEFAULT_RULE = "default";

    public Ruling {
        notes = List.copyOf(notes);
        if ((decision == Decision.ASK) != terms.isPresent()) {
            throw new IllegalArgumentException("approval terms belong to ask, and only to it");
        }
    }
}
