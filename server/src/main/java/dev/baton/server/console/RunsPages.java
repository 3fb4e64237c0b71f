package dev.baton.server.console;

import dev.baton.engine.Callbacks;
import dev.baton.engine.Concealment;
import dev.baton.engine.GoneRun;
import dev.baton.engine.Runs;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import dev.baton.server.Discretion;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Looking at runs, and the few things that an operator may do to one. */
@Controller
final class RunsPages {
    private static final int MOST_SHOWN = 50;

    private final Runs runs;
    private final Callbacks callbacks;
    private final Pages pages;
    private final Discretion discretion;

    RunsPages(Runs runs, Callbacks callbacks, Pages pages, Discretion discretion) {
        this.runs = runs;
        this.callbacks = callbacks;
        this.pages = pages;
        this.discretion = discretion;
    }

    @GetMapping("/runs")
    ModelAndView show(@RequestParam Optional<String> state, HttpServletRequest request, Principal principal) {
        var page = pages.page("Runs", Page.Section.RUNS, Pages.path(request), principal);
        return new ModelAndView("runs", Map.of("page", page, "list", list(state)));
    }

    /** The list again; nothing when the one who asks has seen just that. */
    @GetMapping("/runs/list")
    ModelAndView refresh(@RequestParam Optional<String> state, @RequestParam Optional<String> seen) {
        var list = list(state);
        return seen.equals(Optional.of(list.seen()))
                ? Pages.unchanged()
                : new ModelAndView("runs/list", Map.of("list", list));
    }

    private RunsList list(Optional<String> word) {
        var state = word.filter(text -> !text.isEmpty()).map(RunsPages::state);
        var found = runs.list(state, MOST_SHOWN);
        return new RunsList(state, found, found.size() == MOST_SHOWN, Integer.toHexString(found.hashCode()));
    }

    private static HandoffState state(String word) {
        return Arrays.stream(HandoffState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("'" + word + "' is not a state of runs."));
    }

    @GetMapping("/runs/{id}")
    ModelAndView showRun(@PathVariable String id, @RequestParam Optional<String> personal, Principal principal) {
        return whole(id, principal, Optional.empty(), discretion.of(id, personal, principal));
    }

    /** What changes while a run goes on. */
    @GetMapping("/runs/{id}/now")
    ModelAndView refreshRun(@PathVariable String id, Principal principal) {
        return new ModelAndView("run/now", Map.of("run", shown(id, principal, Optional.empty(), discretion.of(id))));
    }

    @PostMapping("/runs/{id}/cancel")
    ModelAndView cancel(
            @PathVariable String id,
            @RequestParam String reason,
            @RequestParam Optional<Boolean> undo,
            HttpServletRequest request,
            Principal principal) {
        var why = reason.isBlank() ? "canceled by " + principal.id() : reason.strip();
        return answer(id, runs.cancel(id, principal, why, undo), "The run is being canceled.", request, principal);
    }

    @PostMapping("/runs/{id}/input")
    ModelAndView reply(
            @PathVariable String id,
            @RequestParam String question,
            @RequestParam String value,
            HttpServletRequest request,
            Principal principal) {
        var asked = runs.find(id)
                .flatMap(run -> RunShown.needsInput(run.handoff()))
                .filter(input -> input.id().equals(question));
        var change = asked.isPresent()
                ? runs.answer(id, Optional.of(question), QuestionShown.read(asked.get(), value), principal)
                : new Runs.Change.NotPossible("This question is no longer open; somebody may have answered it.");
        return answer(id, change, "Noted. The run goes on.", request, principal);
    }

    @PostMapping("/runs/{id}/steps/{step}/resolve")
    ModelAndView resolve(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam boolean happened,
            @RequestParam(defaultValue = "") String reference,
            HttpServletRequest request,
            Principal principal) {
        var change = runs.resolve(id, step, happened, reference(reference), principal);
        var words = happened ? "Noted: it happened." : "Noted: it did not happen.";
        return answer(id, change, words + " The run goes on.", request, principal);
    }

    @PostMapping("/runs/{id}/steps/{step}/skip")
    ModelAndView skip(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            Principal principal) {
        var change = reason.isBlank()
                ? new Runs.Change.NotPossible("Say why " + step + " is skipped; it is kept with the run")
                : runs.skip(id, step, reason.strip(), principal);
        return answer(id, change, step + " is skipped. The run goes on.", request, principal);
    }

    @PostMapping("/runs/{id}/steps/{step}/retry")
    ModelAndView retry(
            @PathVariable String id, @PathVariable String step, HttpServletRequest request, Principal principal) {
        return answer(id, runs.retry(id, step, principal), step + " is tried again.", request, principal);
    }

    /** JSON when it is, so that a system's answer can be pasted; else the id that somebody typed. */
    private static Optional<Json> reference(String entered) {
        if (entered.isBlank()) {
            return Optional.empty();
        }
        try {
            return entered.strip().startsWith("{")
                    ? Optional.of(Json.parse(entered))
                    : Optional.of(Json.object("id", Json.text(entered.strip())));
        } catch (JsonException e) {
            throw ProblemException.badRequest("The reference is not JSON: " + e.getMessage());
        }
    }

    private ModelAndView answer(
            String id, Runs.Change change, String done, HttpServletRequest request, Principal principal) {
        var notice = switch (change) {
            case Runs.Change.Made ignored -> new Notice("good", done, Optional.empty());
            case Runs.Change.NotFound(var message) -> throw ProblemException.notFound(message);
            case Runs.Change.NotAllowed(var message) -> Notice.bad(Labels.who(message));
            case Runs.Change.NotPossible(var message) -> Notice.bad(message);
            case Runs.Change.Invalid(var problems) ->
                Notice.bad("The answer does not fit: "
                        + String.join(
                                "; ", problems.stream().map(Problem::message).toList()) + ".");
        };
        return Pages.wantsPart(request)
                ? new ModelAndView("run/now", Map.of("run", shown(id, principal, Optional.of(notice), discretion.of(id))))
                : whole(id, principal, Optional.of(notice), discretion.of(id));
    }

    private ModelAndView whole(
            String id, Principal principal, Optional<Notice> notice, Concealment concealment) {
        var gone = runs.find(id).isEmpty() ? runs.gone(id) : Optional.<GoneRun>empty();
        if (gone.isPresent()) {
            return erased(gone.get(), principal);
        }
        var run = shown(id, principal, notice, concealment);
        var journal = runs.journal(id, 0).stream().map(concealment::of).toList();
        var page = pages.page("Run " + id, Page.Section.RUNS, "/runs/" + id, principal);
        return new ModelAndView("run", Map.of("page", page, "run", run, "journal", journal));
    }

    private ModelAndView erased(GoneRun gone, Principal principal) {
        return switch (gone) {
            case GoneRun.Erased run -> {
                var page = pages.page("Run " + run.id(), Page.Section.RUNS, "/runs/" + run.id(), principal);
                yield new ModelAndView(
                        "erased", Map.of("page", page, "run", run, "journal", runs.journal(run.id(), 0)));
            }
            case GoneRun.Archived run -> throw ProblemException.of(HttpStatus.GONE, run.words());
        };
    }

    private RunShown shown(String id, Principal principal, Optional<Notice> notice, Concealment concealment) {
        return runs.find(id)
                .map(concealment::of)
                .map(run -> RunShown.of(
                        run, callbacks.list(run.handoff().id()), principal, notice, concealment.hides()))
                .orElseThrow(() -> runs.gone(id)
                        .map(gone -> ProblemException.of(HttpStatus.GONE, gone.words()))
                        .orElseGet(() -> ProblemException.notFound("There is no run '" + id + "'.")));
    }
}
