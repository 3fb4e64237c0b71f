package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.AnswerConfirmed;
import dev.baton.assistant.ConversationEvent.AnswerWithdrawn;
import dev.baton.assistant.ConversationEvent.CardShown;
import dev.baton.assistant.ConversationEvent.FormClosed;
import dev.baton.assistant.ConversationEvent.Heard;
import dev.baton.assistant.ConversationEvent.ProposalConfirmed;
import dev.baton.assistant.ConversationEvent.ProposalWithdrawn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A conversation without a model, as pure functions: understand a message, say what to read, decide the answer. A turn
 * is bounded by construction: one round of reads, then text and at most one proposed handoff.
 */
public final class Dialogue {
    /** What a message may be long; more is answered but not read. */
    public static final int LONGEST_MESSAGE = 4_000;

    private static final int MOST_STANDINGS = 3;

    private final Briefing briefing;
    private final Interpreter interpreter;
    private final boolean offline;

    /** @param offline whether answers are marked as said without a model */
    public Dialogue(Briefing briefing, Similarity similarity, boolean offline) {
        this.briefing = briefing;
        this.interpreter = new Interpreter(briefing, similarity);
        this.offline = offline;
    }

    /** A message that was heard, and the name that its sender gave it. */
    public record Message(String text, Optional<String> clientId) {
        public boolean isTooLong() {
            return text.length() > LONGEST_MESSAGE;
        }

        String bounded() {
            return isTooLong() ? text.substring(0, LONGEST_MESSAGE) : text;
        }
    }

    public Understanding understand(ConversationState state, Message message) {
        return interpreter.understand(state, message.isTooLong() ? "" : message.text());
    }

    /** Whether a message decides on what was proposed: that is read by its words alone, whoever leads the conversation. */
    public boolean isDecision(ConversationState state, Understanding heard) {
        return new Choice(briefing, interpreter, state, heard).isDecision();
    }

    /** Everything that may be needed for the answer, to be read at once. */
    public List<ReadRequest> reads(ConversationState state, Understanding heard) {
        var reads = new LinkedHashSet<ReadRequest>();
        var choice = new Choice(briefing, interpreter, state, heard);
        choice.intakes().forEach(intake -> reads.addAll(intake.reads(briefing, state)));
        if (choice.mayBeQuestion() && !briefing.definition().knowledge().isEmpty()) {
            reads.add(new ReadRequest.Search(heard.text()));
        }
        if (choice.mayBeStatus()) {
            state.handoffs().stream()
                    .skip(Math.max(0, state.handoffs().size() - MOST_STANDINGS))
                    .forEach(handoff -> reads.add(new ReadRequest.Follow(handoff)));
        }
        return List.copyOf(reads);
    }

    /**
     * The events of the turn. They end with a {@link ConversationEvent.Said}, or with a {@link ProposalConfirmed} or {@link
     * AnswerConfirmed}, after which the handoff must be submitted, or the answer passed on, and {@link Ending} or {@link
     * Relaying} tells the rest.
     *
     * @param draft the id of the proposal, should there be one
     */
    public List<ConversationEvent> reply(
            ConversationState state,
            Message message,
            Understanding heard,
            Map<ReadRequest, Reading> readings,
            String draft) {
        return reply(state, message, heard, readings, draft, Attempt.NONE);
    }

    /** As above, after a model was asked in vain. */
    List<ConversationEvent> reply(
            ConversationState state,
            Message message,
            Understanding heard,
            Map<ReadRequest, Reading> readings,
            String draft,
            Attempt attempt) {
        var id = state.nextMessage();
        var answerId = state.nextReply();
        var reply = new Reply(state, offline).record(new Heard(id, message.clientId(), message.bounded()));
        attempt.record(reply, id);
        reply.say(attempt.begun());
        if (message.isTooLong()) {
            return reply.say(Wording.TOO_LONG).to(Optional.of(id), answerId);
        }
        var choice = new Choice(briefing, interpreter, state, heard);
        switch (choice.move(readings)) {
            case Move.Confirm confirm -> {
                return reply.record(new ProposalConfirmed(
                                confirm.proposal().draft(), confirm.proposal().digest(), Optional.of(id)))
                        .events();
            }
            case Move.Withdraw withdraw ->
                reply.record(new ProposalWithdrawn(withdraw.proposal().draft())).say(Wording.WITHDRAWN);
            case Move.Abandon ignored -> abandon(reply);
            case Move.Chat chat -> chat(reply, chat.signal());
            case Move.Fill fill -> fill(reply, fill.intake(), readings, draft);
            case Move.Cite cite -> cite(reply, cite);
            case Move.Tell tell -> tell(reply, tell, readings, answerId);
            case Move.Answer answer -> Relaying.propose(reply, answer.question(), answer.value(), draft);
            case Move.ConfirmAnswer confirm -> {
                return reply.record(new AnswerConfirmed(
                                confirm.answer().draft(), confirm.answer().digest(), id))
                        .events();
            }
            case Move.WithdrawAnswer withdraw ->
                reply.record(new AnswerWithdrawn(withdraw.answer().draft())).say(Wording.ANSWER_WITHDRAWN);
            case Move.Lost ignored -> lost(reply);
        }
        return reply.state()
                        .proposal()
                        .filter(open -> open.draft().equals(draft) && needsNoYes(open))
                        .isPresent()
                ? handOffAtOnce(reply, draft, id)
                : reply.to(Optional.of(id), answerId);
    }

    private void fill(Reply reply, Intake intake, Map<ReadRequest, Reading> readings, String draft) {
        new Filling(briefing, reply, intake, readings, draft).take();
        var isAnswered = intake.subject().lookup().isPresent()
                && reply.state().question().isEmpty();
        if (isAnswered) {
            remind(reply);
        }
    }

    private boolean needsNoYes(ConversationEvent.HandoffProposed proposal) {
        return briefing.subject(new Topic.Handoff(proposal.contract().name()))
                .flatMap(Briefing.Subject::contract)
                .map(contract -> !contract.confirm())
                .orElse(false);
    }

    private static List<ConversationEvent> handOffAtOnce(Reply reply, String draft, String id) {
        var proposal = reply.state().proposal().orElseThrow();
        return reply.record(new ProposalConfirmed(draft, proposal.digest(), Optional.of(id)))
                .events();
    }

    private static void abandon(Reply reply) {
        reply.state().proposal().ifPresent(open -> reply.record(new ProposalWithdrawn(open.draft())));
        reply.state().question().ifPresent(form -> reply.record(new FormClosed(form.topic())));
        reply.state().handoff().ifPresent(form -> reply.record(new FormClosed(form.topic())));
        reply.say(Wording.DROPPED);
    }

    private void chat(Reply reply, Signal signal) {
        var definition = briefing.definition();
        switch (signal) {
            case GREETING -> reply.say(Wording.greeting(definition.description(), briefing.samples()));
            case HELP -> reply.say(Wording.help(definition.description(), briefing.samples()));
            case THANKS -> reply.say(Wording.WELCOME);
            case CANCEL -> reply.say(Wording.NOTHING_TO_CANCEL);
            case YES, NO, NONE -> nothingToDecide(reply);
        }
        remind(reply);
    }

    private static void nothingToDecide(Reply reply) {
        if (reply.state().form().flatMap(Form::asked).isEmpty()) {
            reply.say(Wording.NOTHING_TO_CONFIRM);
        }
    }

    private void cite(Reply reply, Move.Cite cite) {
        var passage = cite.passage();
        reply.say(Wording.cited(passage.title(), passage.excerpt()))
                .cite(new Citation(passage.title(), passage.location(), passage.excerpt()));
        if (cite.mayBeOwnCase() && reply.state().form().isEmpty()) {
            reply.say(Wording.OWN_CASE);
        }
        remind(reply);
    }

    private void tell(Reply reply, Move.Tell tell, Map<ReadRequest, Reading> readings, String answerId) {
        if (tell.wantedChange()) {
            reply.say(Wording.NO_LONGER_CHANGEABLE);
        }
        for (var handoff : reply.state().handoffs()) {
            if (readings.get(new ReadRequest.Follow(handoff)) instanceof Reading.Standing standing) {
                reply.record(new CardShown(handoff, answerId)).say(Wording.standing(standing.message()));
            }
        }
        if (reply.state().handoffs().isEmpty()) {
            reply.say(Wording.NOTHING_HANDED_OVER);
        }
        remind(reply);
    }

    private void lost(Reply reply) {
        reply.say(Wording.NOT_UNDERSTOOD);
        var asked = asked(reply.state());
        if (asked.isPresent()) {
            reply.say(asked.get().question()).say(Wording.notOneOf(asked.get()));
        } else if (reply.state().proposal().isPresent()) {
            reply.say(Wording.STILL_WAITING);
        } else {
            reply.say(Wording.help(briefing.definition().description(), briefing.samples()));
        }
    }

    /** After something in between, the open question or proposal is brought back to mind. */
    private void remind(Reply reply) {
        asked(reply.state()).ifPresent(field -> reply.say(Wording.backTo(field.question())));
        if (reply.state().proposal().isPresent()) {
            reply.say(Wording.STILL_WAITING);
        }
    }

    private Optional<Field> asked(ConversationState state) {
        return state.form()
                .flatMap(form -> form.asked()
                        .flatMap(name -> briefing.subject(form.topic()).flatMap(subject -> subject.field(name))));
    }
}
