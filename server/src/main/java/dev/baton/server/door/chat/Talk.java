package dev.baton.server.door.chat;

import dev.baton.engine.Conversations;
import dev.baton.engine.Conversations.Message;
import dev.baton.engine.Conversations.Transcript;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Finds the conversation that a client goes on with. The API has no conversations: a client sends all that was said. So
 * a conversation is named by what its person has said in it, and found again by that, on any node and after a restart. It
 * is only gone on with where the client tells it as it was; a history that Baton does not know is not believed, and the
 * last message begins a new conversation.
 */
final class Talk {
    /** So long the same first message is the same request, sent again. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Conversations conversations;
    private final InstantSource clock;

    Talk(Conversations conversations, InstantSource clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    /** @throws ProblemException when there is no such assistant or conversation */
    String find(CompletionRequest request, Principal person) {
        var told = request.conversation();
        if (told.isPresent()) {
            return conversations
                    .transcript(told.get(), person)
                    .map(Transcript::id)
                    .orElseThrow(() -> ProblemException.notFound("There is no conversation '" + told.get() + "'."));
        }
        return sentAgain(request, person)
                .or(() -> goneOnWith(request, person))
                .or(() -> conversations.open(request.model(), person))
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no assistant '" + request.model() + "'; GET /v1/models lists those that there are."));
    }

    /** The message's own name, so that the same request is answered once. */
    static String messageName(CompletionRequest request) {
        return name(request.model(), request.said()).hex();
    }

    /** The turn was made, so the conversation is found by all that was said in it. */
    void remember(CompletionRequest request, Principal person, String conversation) {
        conversations.name(conversation, person, name(request.model(), request.said()), former(request));
    }

    private static Optional<Digest> former(CompletionRequest request) {
        return request.said().size() < 2
                ? Optional.empty()
                : Optional.of(name(
                        request.model(),
                        request.said().subList(0, request.said().size() - 1)));
    }

    private Optional<String> sentAgain(CompletionRequest request, Principal person) {
        var count = request.said().size();
        return named(name(request.model(), request.said()), person)
                .filter(transcript -> saidByPerson(transcript).size() == count)
                .filter(transcript ->
                        count > 1 || isRecent(saidByPerson(transcript).getLast()))
                .map(Transcript::id);
    }

    private boolean isRecent(Message message) {
        return message.at().plus(AGAIN).isAfter(clock.instant());
    }

    private Optional<String> goneOnWith(CompletionRequest request, Principal person) {
        return former(request)
                .flatMap(name -> named(name, person))
                .filter(transcript ->
                        saidByPerson(transcript).size() == request.said().size() - 1)
                .filter(transcript -> wasTold(transcript, request.answered().orElse("")))
                .map(Transcript::id);
    }

    private Optional<Transcript> named(Digest name, Principal person) {
        return conversations.named(name, person).flatMap(id -> conversations.transcript(id, person));
    }

    /** The client's answer may go on with what was told of a handoff, and clients trim. */
    private static boolean wasTold(Transcript transcript, String answered) {
        var last = saidByPerson(transcript).getLast();
        return transcript.messages().stream()
                .dropWhile(message -> !message.equals(last))
                .filter(message -> message.role().equals("assistant"))
                .findFirst()
                .filter(reply -> answered.strip().startsWith(reply.text().strip()))
                .isPresent();
    }

    private static List<Message> saidByPerson(Transcript transcript) {
        return transcript.messages().stream()
                .filter(message -> message.role().equals("customer"))
                .toList();
    }

    private static Digest name(String assistant, List<String> said) {
        return Digest.of(Json.object("assistant", Json.text(assistant)).with("said", Json.texts(said)));
    }
}
