package dev.baton.server.identity;

import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Finds out whom a request acts as, refuses what is not for that one, and hands the {@link Principal} to controllers
 * that ask for it. Runs before a body is read.
 */
public final class Identification implements HandlerInterceptor, HandlerMethodArgumentResolver {
    private static final String ATTRIBUTE = Identification.class.getName();

    /** What ids and names in paths look like; anything else cannot exist. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:@\\[\\]-]{1,200}");

    private final Identity identity;

    public Identification(Identity identity) {
        this.identity = identity;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var principal = identity.of(request);
        Access.check(request.getMethod(), request.getRequestURI(), principal);
        checkNames(request);
        request.setAttribute(ATTRIBUTE, principal);
        return true;
    }

    private static void checkNames(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            for (var value : variables.values()) {
                if (!NAME.matcher(String.valueOf(value)).matches()) {
                    throw ProblemException.notFound("'" + value + "' is not a name or id of anything here.");
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Principal.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Principal principal) {
            return principal;
        }
        throw new IllegalStateException("a request came to a controller without having been identified");
    }
}
