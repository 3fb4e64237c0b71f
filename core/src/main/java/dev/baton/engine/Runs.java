package dev.baton.engine;

import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs, for people who oversee them. */
public interface Runs {

    /** Newest first. The list may lag a moment behind; {@link #find} never does. */
    List<RunSummary> list(Optional<HandoffState> state, int limit);

    Optional<RunView> find(String run);

    /** What of a run is personal, and hidden from those who need not see it. */
    default Concealment concealment(String run) {
        return Concealment.NONE;
    }

    /** What is left of a run that is no longer found, because it was erased or archived. */
    Optional<GoneRun> gone(String run);

    /** The events of a run after a revision. */
    List<JournalEntry> journal(String run, long afterRevision);

    /** Like {@link #journal}, but waits for the first one, or until the time is over. */
    List<JournalEntry> awaitJournal(String run, long afterRevision, Duration atMost) throws InterruptedException;

    /**
     * Calls a run off. What is on its way settles first. That is for operators, and for whoever handed it in.
     *
     * @param undo whether what was done is taken back, which only operators may say; without it the agent's
     *     {@code onFailure} decides
     */
    Change cancel(String run, Principal by, String reason, Optional<Boolean> undo);

    /**
     * Answers a question of the run.
     *
     * @param question its id; without it the one that is open
     */
    Change answer(String run, Optional<String> question, Json value, Principal by);

    /**
     * A person tells what became of an effect whose answer was lost, or completes a step by hand.
     *
     * @param happened whether the system did it; a step is completed by hand only with {@code true}
     * @param reference what the system calls it, when it happened: its id, or the whole result
     */
    Change resolve(String run, String step, boolean happened, Optional<Json> reference, Principal by);

    /**
     * Has a step not done. Steps that need it see it as skipped; one that cannot do without its result fails, and the run
     * ends with that.
     */
    Change skip(String run, String step, String reason, Principal by);

    /**
     * Has a step tried again now: one that waits for its next attempt, or one that failed in a run that has not ended. A
     * write whose outcome is unknown goes by its idempotency; one that certainly was not done is ruled anew and gets a new
     * effect.
     */
    Change retry(String run, String step, Principal by);

    /** What became of a wish to change a run. */
    sealed interface Change {
        record Made(RunView run) implements Change {}

        record NotFound(String message) implements Change {}

        record NotAllowed(String message) implements Change {}

        /** What was said does not fit. */
        record Invalid(List<Problem> problems) implements Change {}

        /** The run is not in a state for that. */
        record NotPossible(String message) implements Change {}
    }
}
