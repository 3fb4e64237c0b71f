package dev.baton.server.door.chat;

import dev.baton.engine.Conversations;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Runs;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.Platform;
import dev.baton.server.http.ProblemException;
import dev.baton.server.identity.Personas;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Talking with an assistant as if it were a model. */
@RestController
final class ChatController {
    private final Conversations conversations;
    private final Platform platform;
    private final Personas personas;
    private final Talk talk;
    private final Followed followed;
    private final Instant started = Instant.now();

    ChatController(Conversations conversations, Handoffs handoffs, Runs runs, Platform platform, Personas personas) {
        this.conversations = conversations;
        this.platform = platform;
        this.personas = personas;
        this.talk = new Talk(conversations, InstantSource.system());
        this.followed = new Followed(handoffs, runs);
    }

    @GetMapping("/v1/models")
    Json models() {
        return Json.object("object", Json.text("list"))
                .with(
                        "data",
                        Json.array(platform.assistants().stream()
                                .map(this::modelForm)
                                .toList()));
    }

    @GetMapping("/v1/models/{name}")
    Json model(@PathVariable String name) {
        if (!platform.assistants().contains(name)) {
            throw ProblemException.notFound("There is no assistant '" + name + "'.");
        }
        return modelForm(name);
    }

    private Json modelForm(String name) {
        return Json.object("id", Json.text(name))
                .with("object", "model")
                .with("created", Json.number(started.getEpochSecond()))
                .with("owned_by", "baton");
    }

    @PostMapping("/v1/chat/completions")
    void complete(@RequestBody Json body, Principal principal, HttpServletResponse response)
            throws IOException, InterruptedException {
        var request = CompletionRequest.of(body);
        var person = person(request, principal);
        var conversation = talk.find(request, person);
        var completion = new Completion(UUID.randomUUID().toString(), request.model(), Instant.now());
        if (request.stream()) {
            var stream = new CompletionStream(completion, response);
            try {
                answer(request, person, conversation, stream, stream);
            } catch (RuntimeException e) {
                stream.breakOff(e);
            }
        } else {
            var whole = new CompletionText(completion);
            answer(request, person, conversation, Conversations.Listener.NONE, whole);
            write(response, whole.json());
        }
    }

    /** Where an answer goes, whole or in pieces. */
    interface Sink extends Followed.Listener {
        /** The assistant's reply, of which pieces may have been heard already. */
        void replied(String text);

        void end(CompletionRequest request, dev.baton.model.ModelReply.Usage usage, Json.Obj own);
    }

    private void answer(
            CompletionRequest request,
            Principal person,
            String conversation,
            Conversations.Listener listener,
            Sink sink)
            throws InterruptedException {
        var turn = replied(conversations.say(
                conversation, person, request.message(), java.util.Optional.of(Talk.messageName(request)), listener));
        talk.remember(request, person, conversation);
        sink.replied(turn.reply().text());
        var handoffs = followed.follow(turn.handoffs(), request.patience(), sink);
        sink.end(request, turn.usage(), Completion.own(conversation, turn, handoffs));
    }

    /** Where nothing is checked the developer may try out a customer; elsewhere everybody speaks for themselves. */
    private Principal person(CompletionRequest request, Principal principal) {
        if (!Personas.isDeveloper(principal)) {
            return principal;
        }
        return request.user()
                .flatMap(personas::find)
                .filter(persona -> persona.kind() == Principal.Kind.CUSTOMER)
                .orElse(principal);
    }

    private static Conversations.Turn.Replied replied(Conversations.Turn turn) {
        return switch (turn) {
            case Conversations.Turn.Replied replied -> replied;
            case Conversations.Turn.NotFound(var message) -> throw ProblemException.notFound(message);
            case Conversations.Turn.Stale(var message) -> throw ProblemException.conflict(message);
        };
    }

    private static void write(HttpServletResponse response, Json json) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.write().getBytes(StandardCharsets.UTF_8));
    }
}
