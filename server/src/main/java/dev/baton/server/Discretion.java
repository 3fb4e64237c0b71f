package dev.baton.server;

import dev.baton.engine.ApprovalView;
import dev.baton.engine.Concealment;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Inbox;
import dev.baton.engine.Runs;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import java.util.List;
import java.util.Optional;

/**
 * Hides what is personal from people, until one who may see it asks to; that is kept. Who asked for a handoff sees what
 * they said.
 */
public final class Discretion {
    /** What is asked with {@code ?personal=show}. */
    public static final String SHOW = "show";

    private final Runs runs;
    private final Inbox inbox;

    public Discretion(Runs runs, Inbox inbox) {
        this.runs = runs;
        this.inbox = inbox;
    }

    /**
     * What of a run is to be hidden.
     *
     * @param personal {@value #SHOW} to hide nothing
     * @throws ProblemException when this one may not see it
     */
    public Concealment of(String run, Optional<String> personal, Principal by) {
        var concealment = runs.concealment(run);
        if (personal.filter(SHOW::equals).isEmpty() || !concealment.hides()) {
            return concealment;
        }
        inbox.reveal(run, by).ifPresent(why -> {
            throw ProblemException.forbidden(why + ".");
        });
        return Concealment.NONE;
    }

    /** What nobody has asked to see. */
    public Concealment of(String run) {
        return runs.concealment(run);
    }

    public ApprovalView of(ApprovalView approval) {
        return of(approval.run()).of(approval);
    }

    /** A handoff as somebody may see it who looks at it. */
    public HandoffView of(HandoffView handoff, Principal by) {
        var own = by.kind() != Principal.Kind.PERSON
                || handoff.requester().equals(by.reference())
                || handoff.requester().startsWith(by.reference() + " for ");
        return own ? handoff : of(handoff.run()).of(handoff);
    }

    /** Who had what is personal in a run shown. */
    public List<Inbox.Disclosure> disclosures(String run) {
        return inbox.disclosures(run);
    }
}
