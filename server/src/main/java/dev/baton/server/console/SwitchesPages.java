package dev.baton.server.console;

import dev.baton.engine.Switchboard;
import dev.baton.engine.Switchboard.Turned;
import dev.baton.policy.Switches.Kind;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Switching agents, connections and tools off and on. */
@Controller
final class SwitchesPages {
    private final Switchboard board;
    private final Pages pages;

    SwitchesPages(Switchboard board, Pages pages) {
        this.board = board;
        this.pages = pages;
    }

    @GetMapping("/switches")
    ModelAndView show(HttpServletRequest request, Principal principal) {
        return page(Pages.path(request), principal, Optional.empty());
    }

    @PostMapping("/switches")
    ModelAndView turn(
            @RequestParam Kind kind,
            @RequestParam String name,
            @RequestParam boolean on,
            @RequestParam Optional<String> reason,
            Principal principal) {
        var why = reason.map(String::strip).filter(text -> !text.isEmpty());
        var notice = switch (board.turn(kind, name, on, why, principal)) {
            case Turned.Done(var off) ->
                off.map(it -> "Off: " + it.words() + ". Runs that need it wait.")
                        .orElse("On: the " + kind.word() + " " + name
                                + ". Runs that waited for it go on within seconds.");
            case Turned.NotAllowed(var message) -> throw ProblemException.forbidden(message);
            case Turned.NotFound(var message) -> throw ProblemException.notFound(message);
        };
        return page("/switches", principal, Optional.of(notice));
    }

    private ModelAndView page(String back, Principal acting, Optional<String> notice) {
        var page = pages.page("Switches", Page.Section.SWITCHES, back, acting);
        return new ModelAndView("switches", Map.of("page", page, "list", SwitchesList.of(board, notice)));
    }
}
