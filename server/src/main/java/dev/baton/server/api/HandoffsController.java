package dev.baton.server.api;

import dev.baton.engine.GoneRun;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Runs;
import dev.baton.engine.Submission;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.door.CallbackWish;
import dev.baton.server.door.HandoffForm;
import dev.baton.server.Discretion;
import dev.baton.server.http.ProblemException;
import dev.baton.server.http.Waits;
import dev.baton.server.identity.Access;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Submitting handoffs and asking what became of them. */
@RestController
final class HandoffsController {
    private static final String DOOR = "api";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final Handoffs handoffs;
    private final Runs runs;
    private final Discretion discretion;

    HandoffsController(Handoffs handoffs, Runs runs, Discretion discretion) {
        this.handoffs = handoffs;
        this.runs = runs;
        this.discretion = discretion;
    }

    @PostMapping("/api/handoffs/{contract}")
    ResponseEntity<Json> submit(
            @PathVariable String contract,
            @RequestHeader("Idempotency-Key") Optional<String> key,
            @RequestParam Optional<String> wait,
            @RequestBody Json body,
            Principal principal)
            throws InterruptedException {
        var atMost = Waits.parse(wait);
        checkKey(key);
        var fields = Fields.of(body);
        var input = fields.required("input");
        var callback = CallbackWish.in(fields);
        ProblemException.unlessSound(fields);
        var plain = new HandoffRequest(contract, input, principal, DOOR, key);
        var accepted = accepted(
                contract, handoffs.submit(callback.map(plain::withCallback).orElse(plain)));
        var latest =
                atMost.isPresent() ? handoffs.await(accepted.id(), atMost.get()).orElse(accepted) : accepted;
        return ResponseEntity.accepted()
                .location(URI.create("/api/handoffs/" + accepted.id()))
                .body(HandoffForm.of(latest));
    }

    @GetMapping("/api/handoffs/{id}")
    Json find(@PathVariable String id, @RequestParam Optional<String> wait, Principal principal)
            throws InterruptedException {
        var atMost = Waits.parse(wait);
        var found = handoffs.find(id);
        var gone = found.isEmpty() ? gone(id, principal) : Optional.<GoneRun>empty();
        if (gone.isPresent()) {
            return GoneForm.of(gone.get());
        }
        var handoff = visible(id, found, principal);
        if (atMost.isPresent() && !handoff.state().isTerminal()) {
            handoff = visible(id, handoffs.await(id, atMost.get()), principal);
        }
        return HandoffForm.of(discretion.of(handoff, principal));
    }

    /** Answers a question that the agent asks whoever the handoff is for. */
    @PostMapping("/api/handoffs/{id}/input")
    Json answer(@PathVariable String id, @RequestBody Json body, Principal principal) {
        var handoff = visible(id, handoffs.find(id), principal);
        var fields = Fields.of(body);
        var question = fields.optionalText("question");
        var value = fields.required("value");
        ProblemException.unlessSound(fields);
        return HandoffForm.of(discretion.of(
                RunsController.changed(runs.answer(handoff.run(), question, value, principal))
                        .handoff(),
                principal));
    }

    /** Calls a handoff off, for whoever handed it in; operators have more to say about runs. */
    @PostMapping("/api/handoffs/{id}/cancel")
    Json cancel(@PathVariable String id, @RequestBody(required = false) Optional<Json> body, Principal principal) {
        var handoff = visible(id, handoffs.find(id), principal);
        var fields = Fields.of(body.orElse(Json.object()));
        var reason = fields.optionalText("reason").orElse("called off by " + principal.reference());
        ProblemException.unlessSound(fields);
        return HandoffForm.of(discretion.of(
                RunsController.changed(runs.cancel(handoff.run(), principal, reason, Optional.empty()))
                        .handoff(),
                principal));
    }

    /** Nobody can tell any more whose it was, so only people who work here are told that it was there. */
    private Optional<GoneRun> gone(String id, Principal principal) {
        return principal.kind() == Principal.Kind.PERSON ? handoffs.gone(id) : Optional.empty();
    }

    private static HandoffView visible(String id, Optional<HandoffView> found, Principal principal) {
        return found.filter(handoff -> Access.mayLookAt(handoff, principal))
                .orElseThrow(() -> ProblemException.notFound("There is no handoff '" + id + "'."));
    }

    private static void checkKey(Optional<String> key) {
        if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
            throw ProblemException.badRequest(
                    "An Idempotency-Key is 1 to 255 visible ASCII characters; a UUID is a good one.");
        }
    }

    private static HandoffView accepted(String contract, Submission submission) {
        return switch (submission) {
            case Submission.Accepted(var handoff, var ignored) -> handoff;
            case Submission.UnknownContract(var message) -> throw ProblemException.notFound(message);
            case Submission.NotAllowed(var message) -> throw ProblemException.forbidden(message);
            case Submission.Invalid(var problems) ->
                throw ProblemException.invalid("the input of " + contract, problems);
            case Submission.KeyReused(var handoff) ->
                throw ProblemException.conflict("This Idempotency-Key was used for another request, which became "
                                + handoff + "; use a new key for a new request.")
                        .with("handoff", handoff);
            case Submission.AlreadyRunning(var handoff, var run) ->
                throw ProblemException.conflict("This is being worked on already: handoff " + handoff + ", run " + run
                                + ". Nothing was started; follow that one.")
                        .with("handoff", handoff)
                        .with("run", run)
                        .with(
                                "links",
                                Json.object()
                                        .with("handoff", "/api/handoffs/" + handoff)
                                        .with("run", "/api/runs/" + run));
            case Submission.Overloaded(var message, var retryAfter) ->
                throw ProblemException.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "Nothing was accepted: " + message + ". Send the same request again in "
                                        + retryAfter.toSeconds() + " s.")
                        .retryAfter(retryAfter);
            case Submission.NoLongerKept(var handoff, var ignored) ->
                throw ProblemException.conflict("This Idempotency-Key was used before, for handoff " + handoff
                                + ", whose contents are no longer kept. Nothing was started; use a new key for a new"
                                + " request.")
                        .with("handoff", handoff);
            case Submission.NotReady(var message) -> throw ProblemException.of(HttpStatus.SERVICE_UNAVAILABLE, message);
        };
    }
}
