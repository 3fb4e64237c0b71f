package dev.baton.assistant;

import dev.baton.handoff.ContractId;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.json.JsonMapping;
import dev.baton.model.ModelCall;
import dev.baton.principal.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happened in a conversation: the whole of its state and of its transcript. */
public sealed interface ConversationEvent {

    record Started(String assistant, Principal with) implements ConversationEvent {}

    /** @param clientId the sender's own name for the message: the same one is answered once */
    record Heard(String message, Optional<String> clientId, String text) implements ConversationEvent {
        public Heard {
            // what cannot be stored is not heard either, so that a replay hears the same
            text = Json.text(text).value();
        }
    }

    /**
     * @param replyTo the message that this answers; empty after a button
     * @param offline whether it was said without a model
     */
    record Said(String message, Optional<String> replyTo, String text, List<Citation> sources, boolean offline)
            implements ConversationEvent {}

    /** From now on a form is being filled; a question may be opened over a handoff, which then waits. */
    record FormOpened(Topic topic) implements ConversationEvent {}

    /** @param shown what a check found, in words */
    record FieldTaken(String field, Json value, Optional<String> shown) implements ConversationEvent {}

    record FieldDropped(String field) implements ConversationEvent {}

    record FieldAsked(String field) implements ConversationEvent {}

    /** The form was answered, handed off or given up. */
    record FormClosed(Topic topic) implements ConversationEvent {}

    /**
     * The exact handoff that the person is asked to confirm.
     *
     * @param draft the idempotency key of the handoff; every proposal has its own
     * @param digest of contract and input; who confirms names it
     */
    record HandoffProposed(String draft, ContractId contract, Json.Obj input, Digest digest, String summary)
            implements ConversationEvent {}

    /** The person does not want it, or something of it changed. */
    record ProposalWithdrawn(String draft) implements ConversationEvent {}

    /** @param replyTo the message that said yes; empty after the button */
    record ProposalConfirmed(String draft, Digest digest, Optional<String> replyTo) implements ConversationEvent {}

    record HandedOff(String draft, String handoff, String run, String message) implements ConversationEvent {}

    /** Nothing was started. */
    record HandoffRefused(String draft, String reason, String message) implements ConversationEvent {}

    /** A handoff was told of, so its card appears after the message. */
    record CardShown(String handoff, String message) implements ConversationEvent {}

    /**
     * The person was told what the agent of a handoff asks.
     *
     * @param question its id in the run
     */
    record QuestionRelayed(String handoff, String question, String message) implements ConversationEvent {}

    /**
     * The exact answer that the person is asked to confirm.
     *
     * @param draft every proposed answer has its own
     * @param digest of question and value
     * @param summary the value in words
     */
    record AnswerProposed(String draft, String handoff, String question, Json value, Digest digest, String summary)
            implements ConversationEvent {}

    record AnswerWithdrawn(String draft) implements ConversationEvent {}

    /** @param replyTo the message that said yes */
    record AnswerConfirmed(String draft, Digest digest, String replyTo) implements ConversationEvent {}

    /** @param taken whether the run took it */
    record AnswerPassedOn(String draft, boolean taken, String message) implements ConversationEvent {}

    /**
     * A model was asked for the answer to a message, or for a summary on the way there.
     *
     * @param message that was to be answered
     */
    record ModelCalled(String message, ModelCall call) implements ConversationEvent {}

    /**
     * The older part of the conversation as a model summarised it: data for later turns.
     *
     * @param upTo the last message that it covers
     */
    record Summarised(String upTo, String text) implements ConversationEvent {}

    /**
     * A model's reply went no further because it named what looks like an identifier and came from nowhere.
     *
     * @param message the answer that it was kept out of
     */
    record ReplyWithheld(String message, List<String> unknown) implements ConversationEvent {}

    default String type() {
        return getClass().getSimpleName();
    }

    default Json.Obj payload() {
        return JsonMapping.toJson((Record) this);
    }

    /** @throws JsonException when the type is unknown or the payload does not fit it */
    static ConversationEvent read(String type, Json payload) {
        var record = Types.BY_NAME.get(type);
        if (record == null) {
            throw new JsonException("a conversation has no event '" + type + "'");
        }
        return JsonMapping.fromJson(payload, record);
    }

    /** The events by their name in the log. */
    final class Types {
        private static final Map<String, Class<? extends ConversationEvent>> BY_NAME = Arrays.stream(
                        ConversationEvent.class.getPermittedSubclasses())
                .map(type -> type.<ConversationEvent>asSubclass(ConversationEvent.class))
                .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

        private Types() {}
    }
}
