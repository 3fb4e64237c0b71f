package dev.baton.engine;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.model.ModelReply;
import dev.baton.principal.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Assistants talking with people. Nothing in here can invoke a write. */
public interface Conversations {

    /** Opens a conversation with an assistant; {@code with} is whom the door verified. */
    Optional<String> open(String assistant, Principal with);

    /**
     * One turn.
     *
     * @param clientId the sender's own name for the message: the same one is answered once
     * @param listener hears the reply while it is made; the turn is finished whether anybody listens or not
     */
    Turn say(String conversation, Principal by, String text, Optional<String> clientId, Listener listener);

    /** A turn whose reply is heard as a whole. */
    default Turn say(String conversation, Principal by, String text, Optional<String> clientId) {
        return say(conversation, by, text, clientId, Listener.NONE);
    }

    /** Hears a reply while it is made. What it hears is the beginning of the whole reply; the rest comes with the turn. */
    interface Listener {
        Listener NONE = piece -> {};

        void said(String piece);

        /** The conversation went on elsewhere meanwhile, so that the reply begins anew; what was heard of it is void. */
        default void again() {}
    }

    /** The person's own yes to exactly the summary that was shown. */
    Turn confirm(String conversation, Principal by, String draft, Digest digest);

    Optional<Transcript> transcript(String conversation, Principal by);

    /**
     * Gives a conversation a name under which its person's door finds it again. A name that another conversation of the
     * same person has stays with that one.
     *
     * @param former the name that it had so far and gives up
     */
    void name(String conversation, Principal by, Digest name, Optional<Digest> former);

    /** The conversation of this person that has a name. */
    Optional<String> named(Digest name, Principal by);

    /** What became of a message or a confirmation. */
    sealed interface Turn {
        /**
         * What the assistant said; {@code handoffs} were started or told of in this turn, {@code usage} is what models
         * read and wrote for it.
         */
        record Replied(Message reply, List<HandoffView> handoffs, Optional<Proposal> proposal, ModelReply.Usage usage)
                implements Turn {}

        record NotFound(String message) implements Turn {}

        /** What was to be confirmed is no longer what is proposed. */
        record Stale(String message) implements Turn {}
    }

    /**
     * The {@code role} is {@code customer} or {@code assistant}; {@code sources} are what an answer rests on, {@code
     * offline} tells that it was said without a model.
     */
    record Message(String id, String role, String text, List<Source> sources, Instant at, boolean offline) {}

    record Source(String title, String location, String excerpt) {}

    /** A handoff that waits for the person's yes; {@code summary} is by label. */
    record Proposal(String draft, String contract, Json.Obj input, Digest digest, String summary) {}

    /**
     * {@code cards} are the handoffs, with the message after which each appears; {@code offline} tells whether the last
     * answer was said without a model.
     */
    record Transcript(
            String id,
            String assistant,
            String with,
            List<Message> messages,
            List<Card> cards,
            Optional<Proposal> proposal,
            boolean offline) {}

    record Card(String afterMessage, HandoffView handoff) {}
}
