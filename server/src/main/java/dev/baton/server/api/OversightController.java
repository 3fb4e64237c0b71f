package dev.baton.server.api;

import dev.baton.engine.Levels;
import dev.baton.engine.Oversight;
import dev.baton.engine.Reviews;
import dev.baton.engine.Shadows;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.oversight.Act;
import dev.baton.policy.Level;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much agents may do by themselves, what they did unasked, and what they would have done. */
@RestController
final class OversightController {
    private final Levels levels;
    private final Reviews reviews;
    private final Shadows shadows;

    OversightController(Oversight oversight) {
        this.levels = oversight.levels();
        this.reviews = oversight.reviews();
        this.shadows = oversight.shadows();
    }

    @GetMapping("/api/levels")
    Json levels() {
        return Json.array(levels.list().stream().map(OversightForm::of).toList());
    }

    @GetMapping("/api/levels/{agent}")
    Json level(@PathVariable String agent) {
        return OversightForm.of(
                levels.find(agent).orElseThrow(() -> ProblemException.notFound("There is no agent '" + agent + "'.")));
    }

    @PostMapping("/api/levels/{agent}")
    Json set(@PathVariable String agent, @RequestBody Json body, Principal principal) {
        var fields = Fields.of(body);
        fields.required("level");
        var level = fields.choice("level", Level.class);
        var reason = fields.optionalText("reason").filter(text -> !text.isBlank());
        ProblemException.unlessSound(fields);
        return switch (levels.set(agent, level.orElseThrow(), reason, principal)) {
            case Levels.Outcome.Done(var now, var message) ->
                OversightForm.of(now).with("message", message);
            case Levels.Outcome.NotAllowed(var message) -> throw ProblemException.forbidden(message);
            case Levels.Outcome.NotFound(var message) -> throw ProblemException.notFound(message);
            case Levels.Outcome.Conflict(var message) -> throw ProblemException.conflict(message);
        };
    }

    @GetMapping("/api/reviews/{id}")
    Json review(@PathVariable String id) {
        return OversightForm.of(reviews.find(id)
                .orElseThrow(() -> ProblemException.notFound("Nothing called '" + id + "' is to be looked at.")));
    }

    @PostMapping("/api/reviews/{id}")
    Json review(@PathVariable String id, @RequestBody Json body, Principal principal) {
        var fields = Fields.of(body);
        fields.required("fine");
        var fine = fields.flag("fine", false);
        var comment = fields.optionalText("comment").filter(text -> !text.isBlank());
        ProblemException.unlessSound(fields);
        return switch (reviews.review(id, fine, comment, principal)) {
            case Reviews.Outcome.Done(var review, var agent, var message) ->
                OversightForm.of(review)
                        .with("message", message)
                        .with("level", agent.now().word());
            case Reviews.Outcome.NotFound(var message) -> throw ProblemException.notFound(message);
            case Reviews.Outcome.NotAllowed(var message) -> throw ProblemException.forbidden(message);
            case Reviews.Outcome.Conflict(var message) -> throw ProblemException.conflict(message);
        };
    }

    @GetMapping("/api/shadows")
    Json shadows(@RequestParam String agent, @RequestParam Optional<Integer> limit) {
        return OversightForm.of(shadows.of(agent, Listing.limit(limit)));
    }

    @GetMapping("/api/shadows/{run}")
    Json shadow(@PathVariable String run) {
        return OversightForm.of(shadows.find(run)
                .orElseThrow(
                        () -> ProblemException.notFound("There is no run '" + run + "' that ended in the shadow.")));
    }

    /** {@code {"did": [{"does": "billing.refund", "args": {…}}]}}; an empty list when people did nothing of it. */
    @PostMapping("/api/shadows/{run}")
    Json tell(@PathVariable String run, @RequestBody Json body, Principal principal) {
        var fields = Fields.of(body);
        fields.required("did");
        var acts = acts(fields);
        var comment = fields.optionalText("comment").filter(text -> !text.isBlank());
        ProblemException.unlessSound(fields);
        return switch (shadows.tell(run, acts, comment, principal)) {
            case Shadows.Outcome.Done(var shadow) -> OversightForm.of(shadow);
            case Shadows.Outcome.NotFound(var message) -> throw ProblemException.notFound(message);
            case Shadows.Outcome.NotAllowed(var message) -> throw ProblemException.forbidden(message);
        };
    }

    private static List<Act> acts(Fields fields) {
        var acts = new ArrayList<Act>();
        for (var act : fields.children("did")) {
            var does = act.text("does");
            var args = act.object("args");
            act.endWith(() -> new Act(does, args)).ifPresent(acts::add);
        }
        return acts;
    }
}
