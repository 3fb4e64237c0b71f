package dev.baton.server.console;

import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import dev.baton.server.identity.Personas;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What goes wrong is told to people on a page, or in the notice of the page that htmx asks for; programs get JSON. */
final class PageProblems implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(PageProblems.class);

    private final Pages pages;
    private final Personas personas;

    PageProblems(Pages pages, Personas personas) {
        this.pages = pages;
        this.personas = personas;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        if (isForPrograms(request) || !(Pages.wantsPart(request) || wantsPage(request))) {
            return null;
        }
        var problem = problem(e, request);
        var model = new java.util.HashMap<String, Object>();
        model.put("detail", problem.detail());
        if (Pages.wantsPart(request)) {
            response.setHeader("HX-Retarget", "#notice");
            response.setHeader("HX-Reswap", "innerHTML");
            return view("parts/failure", model, problem.status());
        }
        var title = title(problem.status());
        model.put("page", pages.page(title, Page.Section.NONE, Pages.path(request), principal(request)));
        return view("problem", model, problem.status());
    }

    private static boolean isForPrograms(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    private static boolean wantsPage(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT))
                .orElse("")
                .contains("text/html");
    }

    private Principal principal(HttpServletRequest request) {
        try {
            return personas.of(request);
        } catch (ProblemException e) {
            return personas.find(Personas.DEVELOPER).orElseThrow();
        }
    }

    private static ProblemException problem(Exception e, HttpServletRequest request) {
        return switch (e) {
            case ProblemException told -> told;
            case NoResourceFoundException ignored ->
                ProblemException.notFound("There is nothing at " + request.getRequestURI() + ".");
            case ErrorResponse told ->
                ProblemException.of(
                        HttpStatus.valueOf(told.getStatusCode().value()),
                        String.valueOf(told.getBody().getDetail()));
            default -> {
                LOG.error("A page failed because of a defect", e);
                yield ProblemException.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "This failed because of a defect; the server's log has more.");
            }
        };
    }

    private static String title(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "Not here";
            case FORBIDDEN -> "Not for this persona";
            case GONE -> "No longer here";
            default -> status.is4xxClientError() ? "This was not understood" : "Something went wrong";
        };
    }

    private static ModelAndView view(String name, Map<String, Object> model, HttpStatus status) {
        var view = new ModelAndView(name, model);
        view.setStatus(status);
        return view;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
