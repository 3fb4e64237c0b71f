package dev.baton.server.api;

import dev.baton.engine.Conversations;
import dev.baton.json.Digest;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import dev.baton.server.identity.Personas;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Talking with an assistant. */
@RestController
final class ConversationsController {
    private final Conversations conversations;
    private final Personas personas;

    ConversationsController(Conversations conversations, Personas personas) {
        this.conversations = conversations;
        this.personas = personas;
    }

    @PostMapping("/api/conversations")
    ResponseEntity<Json> open(@RequestBody Json body, Principal principal) {
        var fields = Fields.of(body);
        var assistant = fields.text("assistant");
        var as = fields.optionalText("as");
        ProblemException.unlessSound(fields);
        var id = conversations
                .open(assistant, as.isPresent() ? customer(as.get(), principal) : principal)
                .orElseThrow(() -> ProblemException.notFound("There is no assistant '" + assistant + "'."));
        return ResponseEntity.created(URI.create("/api/conversations/" + id)).body(Json.object("id", Json.text(id)));
    }

    @GetMapping("/api/conversations/{id}")
    Json transcript(@PathVariable String id, Principal principal) {
        return conversations.transcript(id, principal).map(ConversationForm::of).orElseThrow(() -> noConversation(id));
    }

    /** Events, unless the caller asks for JSON. */
    @PostMapping("/api/conversations/{id}/messages")
    void say(@PathVariable String id, @RequestBody Json body, Principal principal, HttpServletResponse response) {
        var message = message(body);
        var speaker = speaker(id, principal);
        var stream = new TurnStream(response);
        try {
            stream.end(replied(conversations.say(id, speaker, message.text(), message.clientId(), stream)));
        } catch (RuntimeException e) {
            stream.breakOff(e);
        }
    }

    @PostMapping(path = "/api/conversations/{id}/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    Json sayForJson(@PathVariable String id, @RequestBody Json body, Principal principal) {
        var message = message(body);
        return ConversationForm.of(
                replied(conversations.say(id, speaker(id, principal), message.text(), message.clientId())));
    }

    @PostMapping("/api/conversations/{id}/proposals/{draft}/confirm")
    Json confirm(@PathVariable String id, @PathVariable String draft, @RequestBody Json body, Principal principal) {
        var fields = Fields.of(body);
        var digest = fields.has("digest") ? fields.parsed("digest", Digest::new) : Optional.<Digest>empty();
        fields.required("digest");
        ProblemException.unlessSound(fields);
        return ConversationForm.of(
                replied(conversations.confirm(id, speaker(id, principal), draft, digest.orElse(Digest.ZERO))));
    }

    private record Message(String text, Optional<String> clientId) {}

    private static Message message(Json body) {
        var fields = Fields.of(body);
        var text = fields.text("text");
        var clientId = fields.optionalText("clientId");
        if (fields.has("text") && text.isBlank()) {
            fields.problem("text", "a message has at least one character");
        }
        ProblemException.unlessSound(fields);
        return new Message(text, clientId);
    }

    /** A demo customer that the developer tries out; nobody else puts words into a customer's mouth. */
    private Principal customer(String as, Principal principal) {
        if (principal.id().equals(as)) {
            return principal;
        }
        if (!Personas.isDeveloper(principal)) {
            throw ProblemException.forbidden(principal.reference() + " may not talk as " + as + ".");
        }
        return personas.find(as)
                .filter(persona -> persona.kind() == Principal.Kind.CUSTOMER)
                .orElseThrow(() -> ProblemException.badRequest("'" + as
                        + "' is no customer of this workspace; there are " + String.join(", ", customers()) + "."));
    }

    private List<String> customers() {
        return personas.all().stream()
                .filter(persona -> persona.kind() == Principal.Kind.CUSTOMER)
                .map(Principal::id)
                .toList();
    }

    /** The developer goes on in a conversation as the customer that it was opened as. */
    private Principal speaker(String conversation, Principal principal) {
        if (!Personas.isDeveloper(principal)) {
            return principal;
        }
        var with = conversations
                .transcript(conversation, principal)
                .map(Conversations.Transcript::with)
                .orElseThrow(() -> noConversation(conversation));
        return personas.all().stream()
                .filter(persona -> persona.kind() == Principal.Kind.CUSTOMER
                        && persona.reference().equals(with))
                .findFirst()
                .orElse(principal);
    }

    private static Conversations.Turn.Replied replied(Conversations.Turn turn) {
        return switch (turn) {
            case Conversations.Turn.Replied replied -> replied;
            case Conversations.Turn.NotFound(var message) -> throw ProblemException.notFound(message);
            case Conversations.Turn.Stale(var message) -> throw ProblemException.conflict(message);
        };
    }

    private static ProblemException noConversation(String id) {
        return ProblemException.notFound("There is no conversation '" + id + "'.");
    }
}
