package dev.baton.server.console;

import dev.baton.engine.Callbacks;
import dev.baton.engine.Callbacks.Resending;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** What the outside was to be told and has not taken. */
@Controller
final class CallbacksPages {
    private static final int MOST_SHOWN = 200;

    private final Callbacks callbacks;
    private final Pages pages;

    CallbacksPages(Callbacks callbacks, Pages pages) {
        this.callbacks = callbacks;
        this.pages = pages;
    }

    @GetMapping("/callbacks")
    ModelAndView show(HttpServletRequest request, Principal principal) {
        return page(Pages.path(request), principal, Optional.empty());
    }

    @PostMapping("/callbacks/{id}/resend")
    ModelAndView resend(@PathVariable String id, Principal principal) {
        var notice = switch (callbacks.resend(id, principal)) {
            case Resending.Asked(var message) ->
                new Notice("good", message.id() + " is sent again now.", Optional.empty());
            case Resending.NotFound(var message) -> throw ProblemException.notFound(message);
            case Resending.NotAllowed(var message) -> Notice.bad(Labels.who(message));
            case Resending.Conflict(var message) -> Notice.bad(message);
        };
        return page("/callbacks", principal, Optional.of(notice));
    }

    private ModelAndView page(String back, Principal acting, Optional<Notice> notice) {
        var page = pages.page("Callbacks", Page.Section.CALLBACKS, back, acting);
        var list = new CallbacksList(callbacks.messages(Optional.empty(), MOST_SHOWN), notice);
        return new ModelAndView("callbacks", Map.of("page", page, "list", list));
    }
}
