package dev.baton.server.door.callback;

import dev.baton.engine.Callbacks;
import dev.baton.engine.Callbacks.Change;
import dev.baton.engine.Callbacks.Resending;
import dev.baton.engine.Handoffs;
import dev.baton.engine.MessageView;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.door.CallbackWish;
import dev.baton.server.http.ProblemException;
import dev.baton.server.identity.Access;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is told of a handoff, and what was not taken. */
@RestController
final class CallbacksController {
    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 500;

    private final Callbacks callbacks;
    private final Handoffs handoffs;

    CallbacksController(Callbacks callbacks, Handoffs handoffs) {
        this.callbacks = callbacks;
        this.handoffs = handoffs;
    }

    /** Messages that were not taken, newest first. */
    @GetMapping("/api/callbacks")
    Json list(@RequestParam Optional<String> state, @RequestParam Optional<Integer> limit) {
        var most = limit.orElse(DEFAULT_LIMIT);
        if (most < 1) {
            throw ProblemException.badRequest("'limit' is at least 1, not " + most + ".");
        }
        var wanted = state.filter(text -> !text.isEmpty()).map(CallbacksController::state);
        return Json.array(callbacks.messages(wanted, Math.min(most, LARGEST_LIMIT)).stream()
                .map(CallbackForm::of)
                .toList());
    }

    private static MessageView.State state(String word) {
        var states = List.of(MessageView.State.RETRYING, MessageView.State.DEAD);
        var words = states.stream().map(CallbackForm::word).toList();
        return states.stream()
                .filter(state -> CallbackForm.word(state).equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("'" + word + "' is not a state; there are "
                        + String.join(", ", words) + Fields.suggestion(word, words)));
    }

    @PostMapping("/api/callbacks/{id}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Json resend(@PathVariable String id, Principal principal) {
        return switch (callbacks.resend(id, principal)) {
            case Resending.Asked(var message) -> CallbackForm.of(message).with("state", "retrying");
            case Resending.NotFound(var message) -> throw ProblemException.notFound(message);
            case Resending.NotAllowed(var message) -> throw ProblemException.forbidden(message);
            case Resending.Conflict(var message) -> throw ProblemException.conflict(message);
        };
    }

    @GetMapping("/api/handoffs/{id}/callbacks")
    Json of(@PathVariable String id, Principal principal) {
        requireVisible(id, principal);
        return Json.array(callbacks.list(id).stream().map(CallbackForm::of).toList());
    }

    @PostMapping("/api/handoffs/{id}/callbacks")
    @ResponseStatus(HttpStatus.CREATED)
    Json register(@PathVariable String id, @RequestBody Json body, Principal principal) {
        requireVisible(id, principal);
        var fields = Fields.of(body);
        var wanted = CallbackWish.read(fields);
        ProblemException.unlessSound(fields);
        return switch (callbacks.register(id, wanted.orElseThrow(), principal)) {
            case Change.Made(var subscription) -> CallbackForm.of(subscription);
            case Change.NotFound(var message) -> throw ProblemException.notFound(message);
            case Change.Invalid(var problem) -> throw ProblemException.invalid("the callback", List.of(problem));
        };
    }

    @DeleteMapping("/api/handoffs/{id}/callbacks/{subscription}")
    Json remove(@PathVariable String id, @PathVariable String subscription, Principal principal) {
        requireVisible(id, principal);
        return switch (callbacks.remove(id, subscription, principal)) {
            case Change.Made(var removed) -> CallbackForm.of(removed);
            case Change.NotFound(var message) -> throw ProblemException.notFound(message);
            case Change.Invalid(var problem) -> throw ProblemException.invalid("the callback", List.of(problem));
        };
    }

    private void requireVisible(String id, Principal principal) {
        if (handoffs.find(id).filter(it -> Access.mayLookAt(it, principal)).isEmpty()) {
            throw ProblemException.notFound("There is no handoff '" + id + "'.");
        }
    }
}
