package dev.baton.run;

import dev.baton.memory.Recall;
import dev.baton.memory.Recollection;
import dev.baton.principal.Principal;
import java.util.Optional;

/** What a run recalls before it is planned, and what of it is remembered once it is over. */
final class Remembering {
    private Remembering() {}

    /**
     * How much is to be recalled, if anything. A service or an assistant asks on account of many people, so that nothing is
     * remembered of it.
     */
    static Optional<Recall> recall(RunEvent.Submitted submitted, Situation situation) {
        return situation.planning().flatMap(Planning::recall).filter(recall -> isSomebody(submitted));
    }

    private static boolean isSomebody(RunEvent.Submitted submitted) {
        var kind = submitted.requester().subject().kind();
        return kind == Principal.Kind.CUSTOMER || kind == Principal.Kind.PERSON;
    }

    /** What is recalled is recalled once, so that all plans of a run are made on the same. */
    static Optional<Recall> due(RunState.Active run, Situation situation) {
        return recall(run.submitted(), situation)
                .filter(recall -> run.recalled().isEmpty());
    }

    static void recalled(Decision decision, RunCommand.Recalled recalled) {
        if (decision.active().orElseThrow().recalled().isEmpty()) {
            decision.emit(new RunEvent.Recalled(recalled.recollections()));
        }
    }

    /** In the shadow nothing was done, so that there is nothing to remember. */
    static void ended(Decision decision, Situation situation) {
        if (decision.state() instanceof RunState.Ended ended
                && ended.last().shadowed().isEmpty()) {
            var run = ended.last();
            var definition = situation.program().definition();
            recall(run.submitted(), situation)
                    .ifPresent(recall -> decision.remember(Recollection.of(
                            situation.run(),
                            definition.agent(),
                            definition.contract(),
                            run.submitted().input(),
                            ended.receipt())));
        }
    }
}
