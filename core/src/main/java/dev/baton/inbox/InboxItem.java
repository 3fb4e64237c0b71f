package dev.baton.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that waits for a person. It follows from the run, so it is there as long as the run waits.
 *
 * @param id that of the approval, question or effect; for a run as a whole made of the run's
 * @param subject for whom the handoff is
 * @param step what it is about; empty for a run as a whole
 * @param role for which it waits
 * @param title what is asked, in words
 * @param tool about which it is
 * @param rule that asks, as {@code policy/rule}
 * @param skills that it asks for
 * @param since when it began to wait
 * @param expires when the asking ends by itself
 */
public record InboxItem(
        String id,
        Kind kind,
        String run,
        String handoff,
        String contract,
        String agent,
        String subject,
        String step,
        String role,
        String title,
        Optional<String> tool,
        Optional<String> rule,
        List<String> skills,
        Instant since,
        Optional<Instant> expires) {

    public InboxItem {
        skills = List.copyOf(skills);
    }

    /** What is to be done about it. */
    public enum Kind {
        /** A write that a rule does not let the agent do alone. */
        APPROVAL,
        /** A question of the plan, or a judgement. */
        QUESTION,
        /** A write of which nobody knows whether it happened. */
        UNKNOWN_EFFECT,
        /** A run that cannot go on: is what was done taken back or kept? */
        EXCEPTION,
        /** A handoff that failed; somebody has to know, and tells so by closing it. */
        FAILED_HANDOFF,
        /** A run that has not moved although it waits for nothing. */
        STUCK_RUN,
        /** A write that an autonomous agent did without asking; was it right? */
        REVIEW;

        /** The kind in the API, as {@code unknown-effect}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
