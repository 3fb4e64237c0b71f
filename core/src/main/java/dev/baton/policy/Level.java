package dev.baton.policy;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.policy.Policy.ApprovalTerms;
import dev.baton.policy.Policy.Decision;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much an agent may do by itself. From the least to the most. */
public enum Level {
    /** It plans, reads and is ruled as always, and does nothing; what it would have done is recorded. */
    SHADOW,
    /** Every write is confirmed by a person. */
    PROPOSE,
    /** The policies decide. */
    SUPERVISED,
    /** The policies decide; what a rule marked reviewable asks is done, and people look at some of it afterwards. */
    AUTONOMOUS;

    private static final String CONFIRMED_BY = "operator";

    /** The level in files and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The lower one of the two. */
    public Level atMost(Level other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** What the policies say to a write at this level. Only what a rule itself leaves open becomes more lenient. */
    public Ruling bound(Ruling ruling) {
        return switch (this) {
            case SHADOW, SUPERVISED -> ruling;
            case PROPOSE -> ruling.decision() == Decision.ALLOW ? confirmed(ruling) : ruling;
            case AUTONOMOUS ->
                ruling.decision() == Decision.ASK && ruling.review().isPresent() ? unasked(ruling) : ruling;
        };
    }

    private static Ruling confirmed(Ruling ruling) {
        var terms = new ApprovalTerms(
                CONFIRMED_BY, 1, List.of(), ApprovalTerms.DEFAULT_EXPIRES, ApprovalTerms.DEFAULT_USE_WITHIN);
        return new Ruling(
                Decision.ASK,
                ruling.rule(),
                digest(PROPOSE, ruling),
                ruling.because() + " (The agent only proposes: a person confirms every write.)",
                Optional.of(terms),
                ruling.notes(),
                ruling.compared(),
                Optional.empty());
    }

    private static Ruling unasked(Ruling ruling) {
        var sample = ruling.review().orElseThrow().sample();
        return new Ruling(
                Decision.ALLOW,
                ruling.rule(),
                digest(AUTONOMOUS, ruling),
                ruling.because() + " (The agent is autonomous: nobody is asked, and people look at " + sample
                        + " of it afterwards.)",
                Optional.empty(),
                ruling.notes(),
                ruling.compared(),
                ruling.review());
    }

    private static Digest digest(Level level, Ruling ruling) {
        return Digest.of(Json.array(
                Json.text(level.word()), Json.text(ruling.ruleDigest().hex())));
    }
}
