package dev.baton.server.api;

import dev.baton.engine.Concealment;
import dev.baton.engine.RunView;
import dev.baton.engine.Runs;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.principal.Principal;
import dev.baton.server.Discretion;
import dev.baton.server.door.HandoffForm;
import dev.baton.server.http.Events;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Overseeing runs: lists, journals, and the few things that a person may do to one. */
@RestController
final class RunsController {
    /** How long a stream may be silent; proxies give up after half a minute or more. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Runs runs;
    private final Discretion discretion;

    RunsController(Runs runs, Discretion discretion) {
        this.runs = runs;
        this.discretion = discretion;
    }

    @GetMapping("/api/runs")
    Json list(@RequestParam Optional<String> state, @RequestParam Optional<Integer> limit) {
        return Json.array(runs.list(Listing.state(state, HandoffState.class), Listing.limit(limit)).stream()
                .map(JsonMapping::toJson)
                .toList());
    }

    /** @param personal {@code show} for whoever may see what is personal and wants to; that is kept */
    @GetMapping("/api/runs/{id}")
    Json find(@PathVariable String id, @RequestParam Optional<String> personal, Principal principal) {
        return find(id, discretion.of(id, personal, principal));
    }

    private Json find(String id, Concealment concealment) {
        return runs.find(id)
                .map(concealment::of)
                .map(RunForm::of)
                .or(() -> runs.gone(id).map(GoneForm::of))
                .orElseThrow(() -> unknown(id));
    }

    @GetMapping("/api/runs/{id}/events")
    Json journal(
            @PathVariable String id,
            @RequestParam Optional<Long> after,
            @RequestParam Optional<String> personal,
            Principal principal) {
        var concealment = discretion.of(id, personal, principal);
        find(id, concealment);
        return Json.array(runs.journal(id, after.orElse(0L)).stream()
                .map(concealment::of)
                .map(JsonMapping::toJson)
                .toList());
    }

    @GetMapping(path = "/api/runs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void follow(
            @PathVariable String id,
            @RequestParam Optional<Long> after,
            @RequestHeader("Last-Event-ID") Optional<Long> lastSeen,
            HttpServletResponse response) {
        find(id, discretion.of(id));
        var seen = lastSeen.or(() -> after).orElse(0L);
        Events.stream(response, events -> follow(id, seen, events));
    }

    private void follow(String id, long after, Events events) throws IOException, InterruptedException {
        var seen = after;
        while (true) {
            var entries = runs.awaitJournal(id, seen, HEARTBEAT);
            // looked for anew, because what is said meanwhile may be personal too
            var concealment = discretion.of(id);
            for (var entry : entries) {
                events.send(entry.revision(), JsonMapping.toJson(concealment.of(entry)));
                seen = entry.revision();
            }
            var end = end(id, seen);
            if (end.isPresent()) {
                events.send("end", end.get());
                return;
            }
            if (entries.isEmpty()) {
                events.heartbeat();
            }
        }
    }

    /** How a run ended, once all of it was sent. */
    private Optional<Json> end(String id, long seen) {
        var run = runs.find(id);
        if (run.isEmpty()) {
            return Optional.of(find(id, Concealment.NONE));
        }
        var handoff = run.get().handoff();
        return handoff.state().isTerminal() && seen >= handoff.revision()
                ? Optional.of(HandoffForm.of(discretion.of(id).of(handoff)))
                : Optional.empty();
    }

    @PostMapping("/api/runs/{id}/cancel")
    Json cancel(@PathVariable String id, @RequestBody(required = false) Optional<Json> body, Principal principal) {
        var fields = Fields.of(body.orElse(Json.object()));
        var reason = fields.optionalText("reason");
        var undo = fields.has("undo") ? Optional.of(fields.flag("undo", false)) : Optional.<Boolean>empty();
        ProblemException.unlessSound(fields);
        return made(runs.cancel(id, principal, reason.orElse("canceled by " + principal.id()), undo));
    }

    @PostMapping("/api/runs/{id}/input")
    Json answer(@PathVariable String id, @RequestBody Json body, Principal principal) {
        var fields = Fields.of(body);
        var question = fields.optionalText("question");
        var value = fields.required("value");
        ProblemException.unlessSound(fields);
        return made(runs.answer(id, question, value, principal));
    }

    @PostMapping("/api/runs/{id}/steps/{step}/resolve")
    Json resolve(@PathVariable String id, @PathVariable String step, @RequestBody Json body, Principal principal) {
        var fields = Fields.of(body);
        if (!fields.has("happened")) {
            fields.required("happened");
        }
        var happened = fields.flag("happened", false);
        var reference = fields.json("reference");
        ProblemException.unlessSound(fields);
        return made(runs.resolve(id, step, happened, reference, principal));
    }

    @PostMapping("/api/runs/{id}/steps/{step}/skip")
    Json skip(@PathVariable String id, @PathVariable String step, @RequestBody Json body, Principal principal) {
        var fields = Fields.of(body);
        var reason = fields.text("reason");
        ProblemException.unlessSound(fields);
        return made(runs.skip(id, step, reason, principal));
    }

    @PostMapping("/api/runs/{id}/steps/{step}/retry")
    Json retry(@PathVariable String id, @PathVariable String step, Principal principal) {
        return made(runs.retry(id, step, principal));
    }

    /** Who had what is personal shown. */
    @GetMapping("/api/runs/{id}/disclosures")
    Json disclosures(@PathVariable String id) {
        find(id, Concealment.NONE);
        return Json.array(
                discretion.disclosures(id).stream().map(JsonMapping::toJson).toList());
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound("There is no run '" + id + "'.");
    }

    private Json made(Runs.Change change) {
        var run = changed(change);
        return RunForm.of(discretion.of(run.handoff().run()).of(run));
    }

    /** The run as it is after the change, or the problem that kept it from being changed. */
    static RunView changed(Runs.Change change) {
        return switch (change) {
            case Runs.Change.Made(var run) -> run;
            case Runs.Change.Invalid(var problems) -> throw ProblemException.invalid("the answer", problems);
            case Runs.Change.NotFound(var message) -> throw ProblemException.notFound(message);
            case Runs.Change.NotAllowed(var message) -> throw ProblemException.forbidden(message);
            case Runs.Change.NotPossible(var message) -> throw ProblemException.conflict(message);
        };
    }
}
