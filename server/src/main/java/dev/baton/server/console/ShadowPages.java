package dev.baton.server.console;

import dev.baton.engine.Oversight;
import dev.baton.engine.Shadows;
import dev.baton.engine.Shadows.Outcome;
import dev.baton.engine.Shadows.ShadowView;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.oversight.Act;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What an agent in the shadow would have done, beside what people did; and telling that. */
@Controller
final class ShadowPages {
    private final Shadows shadows;
    private final Pages pages;

    ShadowPages(Oversight oversight, Pages pages) {
        this.shadows = oversight.shadows();
        this.pages = pages;
    }

    /** What somebody says that people did. */
    enum Did {
        SAME,
        NOTHING,
        OTHER
    }

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    @GetMapping("/shadows/{run}")
    ModelAndView show(@PathVariable String run, HttpServletRequest request, Principal principal) {
        return answer(run, Pages.path(request), principal, Optional.empty(), Optional.empty());
    }

    @PostMapping("/shadows/{run}")
    ModelAndView tell(
            @PathVariable String run,
            @RequestParam Did did,
            @RequestParam Optional<String> acts,
            @RequestParam Optional<String> comment,
            Principal principal) {
        var back = "/shadows/" + run;
        try {
            var words = comment.map(String::strip).filter(text -> !text.isEmpty());
            var notice = switch (shadows.tell(run, acts(find(run), did, acts.orElse("")), words, principal)) {
                case Outcome.Done ignored -> Notice.noted("kept beside what the agent would have done");
                case Outcome.NotAllowed(var message) -> Notice.bad(Labels.who(message));
                case Outcome.NotFound(var message) -> throw ProblemException.notFound(message);
            };
            return answer(run, back, principal, Optional.of(notice), Optional.empty());
        } catch (Unreadable e) {
            return answer(run, back, principal, Optional.of(Notice.bad(String.valueOf(e.getMessage()))), acts);
        }
    }

    private ShadowView find(String run) {
        return shadows.find(run)
                .orElseThrow(
                        () -> ProblemException.notFound("There is no run '" + run + "' that ended in the shadow."));
    }

    private static List<Act> acts(ShadowView shadow, Did did, String text) {
        return switch (did) {
            case SAME -> shadow.would();
            case NOTHING -> List.of();
            case OTHER ->
                text.lines()
                        .filter(line -> !line.isBlank())
                        .map(ShadowPages::act)
                        .toList();
        };
    }

    /** One line: a tool, and its arguments as JSON where they are known. */
    private static Act act(String line) {
        var words = line.strip().split("\\s+", 2);
        try {
            return new Act(
                    words[0],
                    words.length == 1 ? Json.object() : Json.parse(words[1]).asObject());
        } catch (JsonException e) {
            throw new Unreadable("'" + words[0] + "' is followed by its arguments as JSON, as {\"amountMinor\": 4000}; "
                    + e.getMessage());
        }
    }

    /** What people may start from: a line for each thing that the agent would have done. */
    private static String lines(List<Act> acts) {
        var lines = new ArrayList<String>();
        acts.forEach(act -> lines.add(act.does() + " " + act.args().write()));
        return String.join("\n", lines);
    }

    private ModelAndView answer(
            String run, String back, Principal acting, Optional<Notice> notice, Optional<String> entered) {
        var shadow = find(run);
        var page = pages.page("In the shadow", Page.Section.LEVELS, back, acting);
        return new ModelAndView(
                "shadow",
                Map.of(
                        "page",
                        page,
                        "shadow",
                        shadow,
                        "entered",
                        entered.orElseGet(() -> lines(shadow.would())),
                        "failed",
                        entered.isPresent(),
                        "notice",
                        notice));
    }
}
