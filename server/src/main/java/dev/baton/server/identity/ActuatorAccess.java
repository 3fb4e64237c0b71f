package dev.baton.server.identity;

import dev.baton.server.http.ProblemException;
import dev.baton.server.http.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds the table of {@link Access} over health and metrics too, which are served past our own controllers. */
public final class ActuatorAccess extends OncePerRequestFilter {
    public static final String PATHS = "/actuator/*";

    private final Identity identity;

    public ActuatorAccess(Identity identity) {
        this.identity = identity;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Access.check(request.getMethod(), request.getRequestURI(), identity.of(request));
        } catch (ProblemException e) {
            Problems.write(response, e);
            return;
        }
        chain.doFilter(request, response);
    }
}
