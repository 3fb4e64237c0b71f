package dev.baton.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps foreign web pages out of a server that trusts whoever sits at this machine. A page could reach it by a name that
 * was made to point here (DNS rebinding), so the name in {@code Host} must be one of loopback's own; and it could send
 * requests although it cannot read the answers (CSRF), so what may change something must not come from another origin.
 */
public final class LoopbackGuard extends OncePerRequestFilter {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var host = header(request, "Host");
        if (!NAMES.contains(withoutPort(host))) {
            Problems.write(
                    response,
                    ProblemException.forbidden(
                            "This server answers to localhost, 127.0.0.1 and [::1] only, not to '" + host + "'."));
        } else if (!SAFE_METHODS.contains(request.getMethod()) && isForeign(request, host)) {
            Problems.write(
                    response, ProblemException.forbidden("A page of another origin may not change anything here."));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isForeign(HttpServletRequest request, String host) {
        var origin = header(request, "Origin");
        var otherOrigin = !origin.isEmpty() && !origin.equals("http://" + host);
        return otherOrigin || header(request, "Sec-Fetch-Site").equals("cross-site");
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]{1,5}$", "");
    }

    private static String header(HttpServletRequest request, String name) {
        var value = request.getHeader(name);
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }
}
