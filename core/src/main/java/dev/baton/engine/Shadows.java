package dev.baton.engine;

import dev.baton.json.Json;
import dev.baton.oversight.Act;
import dev.baton.oversight.Agreement;
import dev.baton.principal.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What agents in the shadow would have done, beside what people did for the same request: as somebody tells it, or as
 * another run for the same did it.
 */
public interface Shadows {

    /** The latest first, of one agent. */
    Summary of(String agent, int limit);

    /** Empty for a run that is not over, or did not run in the shadow. */
    Optional<ShadowView> find(String run);

    /**
     * Tells what people did; the last word counts.
     *
     * @param acts none when they did nothing of it
     */
    Outcome tell(String run, List<Act> acts, Optional<String> comment, Principal by);

    /**
     * One run in the shadow.
     *
     * @param would what the agent would have done
     * @param people empty while nobody knows what they did
     */
    record ShadowView(
            String run,
            String agent,
            String contract,
            String subject,
            Json.Obj input,
            Instant endedAt,
            List<Act> would,
            Optional<People> people,
            Optional<Agreement> agreement) {
        public ShadowView {
            would = List.copyOf(would);
        }
    }

    /**
     * What people did.
     *
     * @param source {@code person:omar}, or the run that did it
     * @param comment of who told it
     */
    record People(List<Act> acts, String source, Instant at, Optional<String> comment) {
        public People {
            acts = List.copyOf(acts);
        }
    }

    /**
     * How an agent did, over the runs that are listed.
     *
     * @param known of how many it is known what people did
     * @param agreed in how many of those people did exactly what it would have done
     */
    record Summary(String agent, List<ShadowView> runs, int known, int agreed) {
        public Summary {
            runs = List.copyOf(runs);
        }
    }

    /** What came of telling. */
    sealed interface Outcome {
        record Done(ShadowView shadow) implements Outcome {}

        record NotFound(String message) implements Outcome {}

        record NotAllowed(String message) implements Outcome {}
    }
}
