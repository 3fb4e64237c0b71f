package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.AnswerProposed;
import dev.baton.assistant.ConversationEvent.HandoffProposed;
import dev.baton.json.Json;
import dev.baton.knowledge.Knowledge.Passage;

/** What a turn does. */
sealed interface Move {

    record Confirm(HandoffProposed proposal) implements Move {}

    record Withdraw(HandoffProposed proposal) implements Move {}

    /** Gives up whatever is being prepared. */
    record Abandon() implements Move {}

    /** Answers a greeting, thanks or the like. */
    record Chat(Signal signal) implements Move {}

    record Fill(Intake intake) implements Move {}

    /**
     * Answers from a document.
     *
     * @param mayBeOwnCase whether the person may want something handed off rather than explained
     */
    record Cite(Passage passage, boolean mayBeOwnCase) implements Move {}

    /**
     * Tells how the handoffs stand.
     *
     * @param wantedChange whether the person wanted one of them different
     */
    record Tell(boolean wantedChange) implements Move {}

    /** Answers what an agent asks. */
    record Answer(RunQuestion question, Json value) implements Move {}

    record ConfirmAnswer(AnswerProposed answer) implements Move {}

    record WithdrawAnswer(AnswerProposed answer) implements Move {}

    record Lost() implements Move {}
}
