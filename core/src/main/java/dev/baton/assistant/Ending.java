package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.CardShown;
import dev.baton.assistant.ConversationEvent.FieldAsked;
import dev.baton.assistant.ConversationEvent.FieldDropped;
import dev.baton.assistant.ConversationEvent.FormClosed;
import dev.baton.assistant.ConversationEvent.HandedOff;
import dev.baton.assistant.ConversationEvent.HandoffProposed;
import dev.baton.assistant.ConversationEvent.HandoffRefused;
import java.util.List;
import java.util.Optional;

/** What is recorded and said once it is known what became of a confirmed handoff. */
public final class Ending {
    private final Reply reply;
    private final HandoffProposed proposal;
    private final Topic topic;
    private final String answer;

    private Ending(ConversationState state, HandoffProposed proposal, boolean offline) {
        this.reply = new Reply(state, offline);
        this.proposal = proposal;
        this.topic = new Topic.Handoff(proposal.contract().name());
        this.answer = state.nextMessage();
    }

    /**
     * The events that end the turn in which the person said yes.
     *
     * @param briefing empty when the assistant is gone by now
     * @param draft the id of another proposal, should one be made
     * @param offline whether there is no model in this conversation
     */
    public static List<ConversationEvent> of(
            ConversationState state, Outcome outcome, Optional<Briefing> briefing, String draft, boolean offline) {
        var confirmed = state.confirmed().orElseThrow();
        var ending = new Ending(state, confirmed.proposal(), offline);
        switch (outcome) {
            case Outcome.Started started -> ending.started(started);
            case Outcome.GoingOn goingOn -> ending.goingOn(goingOn);
            case Outcome.Unfit unfit -> ending.unfit(unfit, briefing);
            case Outcome.Impossible impossible -> ending.impossible(impossible, draft);
        }
        return ending.reply.to(confirmed.replyTo(), ending.answer);
    }

    private void started(Outcome.Started started) {
        reply.record(new HandedOff(proposal.draft(), started.handoff(), started.run(), answer))
                .record(new FormClosed(topic))
                .say(Wording.started(started.message()));
    }

    private void goingOn(Outcome.GoingOn goingOn) {
        refused("the same is going on already").record(new FormClosed(topic));
        if (goingOn.own()) {
            reply.record(new CardShown(goingOn.handoff(), answer)).say(Wording.goingOn(goingOn.message()));
        } else {
            reply.say(Wording.BUSY);
        }
    }

    private void unfit(Outcome.Unfit unfit, Optional<Briefing> briefing) {
        refused("does not fit the contract: " + String.join(", ", unfit.fields()));
        var fields = briefing.flatMap(known -> known.subject(topic))
                .map(subject -> subject.named(unfit.fields()))
                .orElse(List.of());
        if (fields.isEmpty() || reply.state().handoff().isEmpty()) {
            reply.record(new FormClosed(topic)).say(Wording.NOT_ALLOWED);
            return;
        }
        fields.forEach(field -> reply.record(new FieldDropped(field.name())));
        reply.record(new FieldAsked(fields.getFirst().name()))
                .say(Wording.wrong(fields))
                .say(fields.getFirst().question());
    }

    private void impossible(Outcome.Impossible impossible, String draft) {
        refused(impossible.reason());
        if (impossible.later()) {
            reply.record(new HandoffProposed(
                            draft, proposal.contract(), proposal.input(), proposal.digest(), proposal.summary()))
                    .say(Wording.NOT_READY);
        } else {
            reply.record(new FormClosed(topic)).say(Wording.NOT_ALLOWED);
        }
    }

    private Reply refused(String reason) {
        return reply.record(new HandoffRefused(proposal.draft(), reason, answer));
    }
}
