package dev.baton.server.api;

import dev.baton.engine.Inbox;
import dev.baton.engine.InboxView;
import dev.baton.inbox.InboxItem;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.Discretion;
import dev.baton.server.http.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The queue of what waits for people, and who is away. */
@RestController
final class InboxController {
    private final Inbox inbox;
    private final Discretion discretion;

    InboxController(Inbox inbox, Discretion discretion) {
        this.inbox = inbox;
        this.discretion = discretion;
    }

    @GetMapping("/api/inbox")
    Json list(
            @RequestParam Optional<String> kind,
            @RequestParam Optional<String> role,
            @RequestParam Optional<String> skill,
            @RequestParam Optional<String> rule,
            @RequestParam Optional<String> run,
            @RequestParam(defaultValue = "false") boolean forMe,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "false") boolean free,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam Optional<String> q,
            @RequestParam Optional<String> cursor,
            @RequestParam Optional<Integer> limit,
            Principal principal) {
        var query = new Inbox.Query(
                kind(kind),
                given(role),
                given(skill),
                given(rule),
                given(run),
                forMe,
                mine,
                free,
                overdue,
                given(q),
                given(cursor),
                Listing.limit(limit));
        var page = page(query, principal);
        var form = Json.object(
                "items", Json.array(page.items().stream().map(this::form).toList()));
        return page.next().isPresent() ? form.with("next", page.next().get()) : form;
    }

    private Inbox.Page page(Inbox.Query query, Principal principal) {
        try {
            return inbox.list(query, principal);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()) + ".");
        }
    }

    private static Optional<String> given(Optional<String> text) {
        return text.filter(it -> !it.isBlank());
    }

    private static Optional<InboxItem.Kind> kind(Optional<String> word) {
        return given(word)
                .map(text -> Arrays.stream(InboxItem.Kind.values())
                        .filter(kind -> kind.word().equals(text))
                        .findFirst()
                        .orElseThrow(() -> {
                            var words = Arrays.stream(InboxItem.Kind.values())
                                    .map(InboxItem.Kind::word)
                                    .toList();
                            return ProblemException.badRequest("'" + text + "' is no kind of item; there are "
                                    + String.join(", ", words) + Fields.suggestion(text, words));
                        }));
    }

    @GetMapping("/api/inbox/{id}")
    Json find(@PathVariable String id) {
        return form(inbox.find(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "Nothing called '" + id + "' waits for anybody; it may be decided already.")));
    }

    @PostMapping("/api/inbox/{id}/take")
    Json take(@PathVariable String id, Principal principal) {
        return done(inbox.take(id, principal));
    }

    @PostMapping("/api/inbox/{id}/give-back")
    Json giveBack(@PathVariable String id, Principal principal) {
        return done(inbox.giveBack(id, principal));
    }

    @PostMapping("/api/inbox/{id}/reassign")
    Json reassign(@PathVariable String id, @RequestBody Json body, Principal principal) {
        var fields = Fields.of(body);
        var to = fields.text("to");
        var comment = fields.optionalText("comment");
        ProblemException.unlessSound(fields);
        return done(inbox.reassign(id, to, comment, principal));
    }

    @PostMapping("/api/inbox/{id}/close")
    Json close(@PathVariable String id, @RequestBody(required = false) Optional<Json> body, Principal principal) {
        var fields = Fields.of(body.orElse(Json.object()));
        var comment = fields.optionalText("comment");
        ProblemException.unlessSound(fields);
        return done(inbox.close(id, comment, principal));
    }

    private Json done(Inbox.Outcome outcome) {
        return switch (outcome) {
            case Inbox.Outcome.Done(var item, var message) ->
                item.map(this::form).orElse(Json.object()).with("message", message);
            case Inbox.Outcome.NotFound(var message) -> throw ProblemException.notFound(message);
            case Inbox.Outcome.NotAllowed(var message) -> throw ProblemException.forbidden(message);
            case Inbox.Outcome.Conflict(var message) -> throw ProblemException.conflict(message);
        };
    }

    private Json.Obj form(InboxView view) {
        var concealment = discretion.of(view.item().run());
        var form = InboxForm.of(view);
        return concealment.hides()
                ? form.with("title", concealment.text(view.item().title()))
                : form;
    }

    @GetMapping("/api/absences")
    Json absences() {
        return InboxForm.of(inbox.absences());
    }

    /** Without {@code person} it is who asks. */
    @PostMapping("/api/absences")
    Json leave(@RequestBody(required = false) Optional<Json> body, Principal principal) {
        var fields = Fields.of(body.orElse(Json.object()));
        var person = fields.optionalText("person").orElse(principal.id());
        var until = fields.parsed("until", InboxController::time);
        ProblemException.unlessSound(fields);
        return noted(inbox.leave(person, until, principal));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time like 2026-01-10T09:00:00Z", e);
        }
    }

    @PostMapping("/api/absences/{person}/end")
    Json comeBack(@PathVariable String person, Principal principal) {
        return noted(inbox.comeBack(person, principal));
    }

    private static Json noted(Inbox.Absent absent) {
        return switch (absent) {
            case Inbox.Absent.Noted(var absences, var message) ->
                Json.object("message", Json.text(message)).with("absences", InboxForm.of(absences));
            case Inbox.Absent.NotFound(var message) -> throw ProblemException.notFound(message);
            case Inbox.Absent.NotAllowed(var message) -> throw ProblemException.forbidden(message);
        };
    }
}
