package dev.baton.engine;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * Looking at what autonomous agents did without asking, item by item of the inbox. What was done stays done: somebody
 * says whether it was right, and that is kept and counted.
 */
public interface Reviews {

    /** Also one that was looked at already. */
    Optional<ReviewView> find(String item);

    /**
     * Says whether it was right.
     *
     * @param comment wanted when it was not
     */
    Outcome review(String item, boolean fine, Optional<String> comment, Principal by);

    /** Why somebody cannot say it, in words; empty when they can. */
    Optional<String> obstacle(ReviewView review, Principal by);

    /**
     * One write that was done unasked.
     *
     * @param by the role that looks at it
     * @param verdict the ruling by which it was done, in words
     * @param input of the handoff
     * @param args what was sent
     * @param result what the system answered
     * @param said what somebody said of it already
     */
    record ReviewView(
            String id,
            String run,
            String agent,
            String contract,
            String subject,
            Json.Obj input,
            String step,
            String tool,
            String rule,
            String by,
            String verdict,
            Json.Obj args,
            Json result,
            Instant doneAt,
            Optional<Said> said) {}

    /** @param by as in {@code person:lena} */
    record Said(boolean fine, Optional<String> comment, String by, Instant at) {}

    /** What came of it. */
    sealed interface Outcome {
        /** @param agent whose level may be lowered when it was not right */
        record Done(ReviewView review, Levels.AgentLevel agent, String message) implements Outcome {}

        record NotFound(String message) implements Outcome {}

        record NotAllowed(String message) implements Outcome {}

        /** Somebody said something else already, or it takes a comment. */
        record Conflict(String message) implements Outcome {}
    }
}
