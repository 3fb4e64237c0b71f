package dev.baton.server.api;

import dev.baton.engine.Erasures;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Erasing what was said by and done for somebody; for operators. */
@RestController
final class ErasuresController {
    private final Erasures erasures;

    ErasuresController(Erasures erasures) {
        this.erasures = erasures;
    }

    /** {@code preview} tells what would be erased, and erases nothing. */
    @PostMapping("/api/erasures")
    Json erase(@RequestBody Json body, Principal principal) {
        var fields = Fields.of(body);
        var subject = fields.text("subject");
        var preview = fields.flag("preview", false);
        ProblemException.unlessSound(fields);
        var outcome = preview ? erasures.preview(subject, principal) : erasures.erase(subject, principal);
        return switch (outcome) {
            case Erasures.Outcome.Done done -> JsonMapping.toJson(done).without("kind");
            case Erasures.Outcome.NotAllowed(var message) -> throw ProblemException.forbidden(message);
            case Erasures.Outcome.Invalid(var message) -> throw ProblemException.badRequest(message);
        };
    }
}
