package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.AnswerPassedOn;
import dev.baton.assistant.ConversationEvent.AnswerProposed;
import dev.baton.assistant.ConversationEvent.CardShown;
import dev.baton.assistant.ConversationEvent.QuestionRelayed;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.util.List;
import java.util.Optional;

/** Tells the person in words what an agent asks, and takes the answer back to it, exactly as the person said yes to it. */
public final class Relaying {
    private Relaying() {}

    /** What became of an answer that was passed on. */
    public sealed interface Result {
        /** @param message how the handoff stands now */
        record Taken(String message) implements Result {}

        /** Somebody answered it elsewhere, or the run has ended. */
        record TooLate() implements Result {}

        record NotTaken(String reason) implements Result {}
    }

    /** The events by which a question is told, as a message of its own. */
    public static List<ConversationEvent> tell(
            ConversationState state, RunQuestion question, String contract, boolean offline) {
        var message = state.nextMessage();
        return new Reply(state, offline)
                .record(new QuestionRelayed(question.handoff(), question.id(), message))
                .record(new CardShown(question.handoff(), message))
                .say(Wording.asked(contract, question.text()))
                .say(Wording.notOneOf(question.field()))
                .to(Optional.empty(), message);
    }

    /** Puts an answer before the person, or says what is wrong with it. */
    static void propose(Reply reply, RunQuestion question, Json value, String draft) {
        var problems = question.problems(value);
        if (!problems.isEmpty()) {
            reply.say(Wording.unfit(problems)).say(question.text()).say(Wording.notOneOf(question.field()));
            return;
        }
        var digest = Digest.of(Json.object("question", Json.text(question.id())).with("value", value));
        var words = question.field().inWords(value);
        reply.record(new AnswerProposed(draft, question.handoff(), question.id(), value, digest, words))
                .say(Wording.answer(question.text(), words));
    }

    /** The events that end the turn in which the person said yes to an answer. */
    public static List<ConversationEvent> ending(ConversationState state, Result result, boolean offline) {
        var confirmed = state.relay().confirmed().orElseThrow();
        var answer = confirmed.answer();
        var message = state.nextMessage();
        var reply = new Reply(state, offline)
                .record(new AnswerPassedOn(answer.draft(), result instanceof Result.Taken, message));
        switch (result) {
            case Result.Taken taken ->
                reply.record(new CardShown(answer.handoff(), message))
                        .say(Wording.passedOn(answer.summary(), taken.message()));
            case Result.TooLate ignored -> reply.say(Wording.QUESTION_OVER);
            case Result.NotTaken notTaken -> reply.say(Wording.notPassedOn(notTaken.reason()));
        }
        return reply.to(Optional.of(confirmed.replyTo()), message);
    }
}
