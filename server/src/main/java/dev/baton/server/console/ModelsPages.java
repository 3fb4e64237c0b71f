package dev.baton.server.console;

import dev.baton.principal.Principal;
import dev.baton.server.Platform;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How the models are doing. */
@Controller
final class ModelsPages {
    private final Platform platform;
    private final Pages pages;

    ModelsPages(Platform platform, Pages pages) {
        this.platform = platform;
        this.pages = pages;
    }

    @GetMapping("/models")
    ModelAndView show(HttpServletRequest request, Principal principal) {
        var page = pages.page("Models", Page.Section.MODELS, Pages.path(request), principal);
        return new ModelAndView("models", Map.of("page", page, "list", list()));
    }

    /** The list again; nothing when the one who asks has seen just that. */
    @GetMapping("/models/list")
    ModelAndView refresh(@RequestParam Optional<String> seen) {
        var list = list();
        return seen.equals(Optional.of(list.seen()))
                ? Pages.unchanged()
                : new ModelAndView("models/list", Map.of("list", list));
    }

    private ModelsList list() {
        var status = platform.models();
        return new ModelsList(status, Integer.toHexString(status.hashCode()));
    }
}
