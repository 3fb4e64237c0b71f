package dev.baton.server.console;

import dev.baton.engine.Levels;
import dev.baton.engine.Levels.Outcome;
import dev.baton.engine.Oversight;
import dev.baton.engine.Shadows;
import dev.baton.policy.Level;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How much each agent may do by itself, and how it did. */
@Controller
final class LevelsPages {
    private static final int MOST_SHOWN = 50;

    private final Levels levels;
    private final Shadows shadows;
    private final Pages pages;

    LevelsPages(Oversight oversight, Pages pages) {
        this.levels = oversight.levels();
        this.shadows = oversight.shadows();
        this.pages = pages;
    }

    @GetMapping("/levels")
    ModelAndView show(HttpServletRequest request, Principal principal) {
        return list(Pages.path(request), principal, Optional.empty());
    }

    @PostMapping("/levels")
    ModelAndView set(
            @RequestParam String agent,
            @RequestParam Level level,
            @RequestParam Optional<String> reason,
            Principal principal) {
        var why = reason.map(String::strip).filter(text -> !text.isEmpty());
        var notice = switch (levels.set(agent, level, why, principal)) {
            case Outcome.Done(var ignored, var message) -> Notice.noted(message);
            case Outcome.NotAllowed(var message) -> Notice.bad(Labels.who(message));
            case Outcome.Conflict(var message) -> Notice.bad(message);
            case Outcome.NotFound(var message) -> throw ProblemException.notFound(message);
        };
        return list("/levels", principal, Optional.of(notice));
    }

    private ModelAndView list(String back, Principal acting, Optional<Notice> notice) {
        var page = pages.page("Levels", Page.Section.LEVELS, back, acting);
        var rows = levels.list().stream().map(it -> LevelRow.of(it, acting)).toList();
        return new ModelAndView("levels", Map.of("page", page, "rows", rows, "notice", notice));
    }

    /** What the agent would have done lately, beside what people did. */
    @GetMapping("/levels/{agent}")
    ModelAndView agent(@PathVariable String agent, HttpServletRequest request, Principal principal) {
        var level =
                levels.find(agent).orElseThrow(() -> ProblemException.notFound("There is no agent '" + agent + "'."));
        var page = pages.page("Level of " + agent, Page.Section.LEVELS, Pages.path(request), principal);
        return new ModelAndView(
                "level",
                Map.of("page", page, "row", LevelRow.of(level, principal), "summary", shadows.of(agent, MOST_SHOWN)));
    }
}
