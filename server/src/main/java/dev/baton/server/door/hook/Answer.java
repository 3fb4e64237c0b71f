package dev.baton.server.door.hook;

import dev.baton.engine.HandoffView;
import dev.baton.json.Json;
import dev.baton.server.door.HandoffForm;

/**
 * What a sender is told of a delivery that needs no other attempt.
 *
 * @param status 202 when a handoff came of it, else 200
 */
record Answer(Outcome outcome, int status, Json.Obj body) {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final String OUTCOME = "outcome";

    /** The handoff is durable. Nothing is told of its contents: the sender knows what it sent, and not what for. */
    static Answer handoff(HandoffView handoff, boolean repeated) {
        var outcome = repeated ? Outcome.REPEATED : Outcome.STARTED;
        return new Answer(
                outcome,
                ACCEPTED,
                told(outcome, handoff.id())
                        .with("contract", handoff.contract().toString())
                        .with("state", handoff.state().word())
                        .with("links", HandoffForm.links(handoff)));
    }

    /** Known already, although nothing more can be told of it. */
    static Answer known(Outcome outcome, String handoff) {
        return new Answer(outcome, OK, told(outcome, handoff));
    }

    static Answer ignored(String reason) {
        return new Answer(
                Outcome.IGNORED,
                OK,
                Json.object(OUTCOME, Json.text(Outcome.IGNORED.word())).with("reason", reason));
    }

    private static Json.Obj told(Outcome outcome, String handoff) {
        return Json.object(OUTCOME, Json.text(outcome.word())).with("id", handoff);
    }
}
