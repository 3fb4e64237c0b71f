package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.plan.Action;
import dev.baton.principal.Principal;
import java.time.Instant;

/** A question to a person, and what came of it. */
public record QuestionState(RunEvent.InputAsked asked, Instant askedAt, Status status) {

    /** Where it stands. */
    public sealed interface Status {
        record Open() implements Status {}

        record Answered(Json value, Principal by, Instant at) implements Status {}

        record Expired() implements Status {}

        /** No longer asked. */
        record Voided(String reason) implements Status {}
    }

    public boolean isOpen() {
        return status instanceof Status.Open;
    }

    /** Whether it is for whoever the handoff is for, and not for somebody of a role. */
    public boolean isForRequester() {
        return asked.of().equals(Action.Ask.REQUESTER);
    }

    QuestionState now(Status changed) {
        return new QuestionState(asked, askedAt, changed);
    }
}
