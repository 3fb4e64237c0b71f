package dev.baton.server.console;

import dev.baton.principal.Principal;
import dev.baton.server.identity.Personas;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** Puts together what every page shows, and decides whom a page acts as when nobody was chosen. */
final class Pages {
    /** Roles that Baton itself knows; a workspace's own are those that decide on approvals. */
    private static final Set<String> OWN_ROLES = Set.of("operator", Principal.ACT_FOR);

    private final Personas personas;

    Pages(Personas personas) {
        this.personas = personas;
    }

    /** @param back where to come back to after switching persona: something that can be asked for by GET */
    Page page(String title, Page.Section section, String back, Principal acting) {
        var people = personas.all().stream()
                .filter(persona -> persona.kind() == Principal.Kind.PERSON)
                .toList();
        return new Page(title, section, back, acting, people);
    }

    /** The path and query of a request; the start page for one that cannot be repeated. */
    static String path(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getMethod().equals("GET") ? request.getRequestURI() + (query == null ? "" : "?" + query) : "/";
    }

    /**
     * Whom a page of decisions acts as: who was chosen, else the first person of the workspace with a role of its own.
     * The developer may decide everything too, but would find that out only by being somebody else.
     */
    Principal decider(HttpServletRequest request, Principal principal) {
        if (somebodyWasChosen(request)) {
            return principal;
        }
        return personas.all().stream()
                .filter(persona -> persona.kind() == Principal.Kind.PERSON)
                .filter(persona -> !persona.id().equals(Personas.DEVELOPER))
                .filter(persona -> !OWN_ROLES.containsAll(persona.roles()))
                .findFirst()
                .orElse(principal);
    }

    private boolean somebodyWasChosen(HttpServletRequest request) {
        var header = Optional.ofNullable(request.getHeader(Personas.HEADER)).filter(name -> !name.isBlank());
        return header.isPresent()
                || Optional.ofNullable(request.getCookies()).stream()
                        .flatMap(Arrays::stream)
                        .filter(cookie -> cookie.getName().equals(Personas.COOKIE))
                        .anyMatch(cookie -> personas.find(cookie.getValue()).isPresent());
    }

    /** Nothing to draw: htmx leaves the page as it is. */
    static ModelAndView unchanged() {
        return new ModelAndView((model, request, response) -> response.setStatus(HttpStatus.NO_CONTENT.value()));
    }

    /** Whether htmx asks, for a part of a page. */
    static boolean wantsPart(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }
}
