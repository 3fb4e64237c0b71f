package dev.baton.server.console;

import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import dev.baton.server.identity.Personas;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where one begins, and where one chooses whom to act as. */
@Controller
final class HomePage {
    private static final Duration REMEMBERED = Duration.ofDays(30);

    /** A path of this server: one slash, so that no other host can be meant. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x7E]*");

    private final Pages pages;
    private final Personas personas;
    private final Assistants assistants;

    HomePage(Pages pages, Personas personas, Assistants assistants) {
        this.pages = pages;
        this.personas = personas;
        this.assistants = assistants;
    }

    @GetMapping("/")
    ModelAndView home(HttpServletRequest request, Principal principal) {
        var page = pages.page("Start", Page.Section.NONE, Pages.path(request), principal);
        List<Assistant> known = assistants.all();
        var examples = known.stream().findFirst().map(Assistant::starters).orElse(List.of());
        return new ModelAndView("home", Map.of("page", page, "personas", personas.all(), "examples", examples));
    }

    @PostMapping("/persona")
    ResponseEntity<Void> choose(@RequestParam String persona, @RequestParam Optional<String> back) {
        var chosen = personas.find(persona);
        if (chosen.isEmpty()) {
            throw ProblemException.badRequest("'" + persona + "' is no persona of this workspace.");
        }
        var cookie = ResponseCookie.from(Personas.COOKIE, persona)
                .path("/")
                .httpOnly(true)
                .sameSite("Strict")
                .maxAge(REMEMBERED)
                .build();
        var path = back.filter(text -> OWN_PATH.matcher(text).matches()).orElse("/");
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .header(HttpHeaders.LOCATION, path)
                .build();
    }
}
