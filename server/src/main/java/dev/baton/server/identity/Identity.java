package dev.baton.server.identity;

import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Whom a request acts as. A bearer token tells wherever one is sent, and the doors of programs ask for one as soon as
 * the workspace says how tokens are checked; everything else acts as a persona, which is why it is reached by loopback
 * only. Where nothing can be checked a token tells nothing: clients of local servers send made-up ones.
 */
public final class Identity {
    /** Where a program that has no token yet finds out where to get one (RFC 9728). */
    public static final String METADATA = "/.well-known/oauth-protected-resource";

    private static final String BEARER = "Bearer ";
    private static final Duration PROVIDER_PAUSE = Duration.ofSeconds(5);

    /** The doors of programs, which speak protocols of others. */
    private static final List<String> PROGRAMS = List.of("/mcp", "/a2a", "/v1");

    private final Personas personas;
    private final List<Tokens> tokens;

    /** @param tokens asked in turn; none where the workspace does not say how they are checked */
    public Identity(Personas personas, List<Tokens> tokens) {
        this.personas = personas;
        this.tokens = List.copyOf(tokens);
    }

    /** @throws ProblemException 401 or 403 when the request does not prove who it is of, 503 when nobody can tell */
    public Principal of(HttpServletRequest request) {
        if (tokens.isEmpty()) {
            return personas.of(request);
        }
        var token = token(request);
        if (token.isPresent()) {
            return check(token.get(), request);
        }
        if (isForPrograms(request.getRequestURI())) {
            throw ProblemException.of(HttpStatus.UNAUTHORIZED, "This door needs a bearer token.")
                    .header(HttpHeaders.WWW_AUTHENTICATE, challenge(request));
        }
        return personas.of(request);
    }

    /** Who issues the tokens that are taken here. */
    public List<String> issuers() {
        return tokens.stream().flatMap(it -> it.issuers().stream()).toList();
    }

    /** Whether requests of programs have to prove who they are of. */
    public boolean isRequired() {
        return !tokens.isEmpty();
    }

    /** What belongs into {@code WWW-Authenticate}: where to find out how to get a token. */
    public String challenge(HttpServletRequest request) {
        return issuers().isEmpty() ? "Bearer" : "Bearer resource_metadata=\"" + metadata(request) + "\"";
    }

    private static String metadata(HttpServletRequest request) {
        var path = PROGRAMS.stream()
                .filter(door -> isBelow(request.getRequestURI(), door))
                .findFirst()
                .orElse("");
        return origin(request) + METADATA + path;
    }

    /** The server's own address as the request names it. */
    static String origin(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST);
    }

    private Principal check(String token, HttpServletRequest request) {
        Tokens.Checked checked = new Tokens.Checked.Refused("nobody can tell whose it is");
        for (var source : tokens) {
            checked = source.check(token);
            if (!(checked instanceof Tokens.Checked.Refused)) {
                break;
            }
        }
        return switch (checked) {
            case Tokens.Checked.Of(var principal) -> principal;
            case Tokens.Checked.Refused(var reason) ->
                throw ProblemException.of(HttpStatus.UNAUTHORIZED, "The bearer token is refused: " + reason + ".")
                        .header(
                                HttpHeaders.WWW_AUTHENTICATE,
                                challenge(request) + (issuers().isEmpty() ? " " : ", ") + "error=\"invalid_token\"");
            case Tokens.Checked.Stranger(var reason) -> throw ProblemException.forbidden(reason + ".");
            case Tokens.Checked.Unavailable(var reason) ->
                throw ProblemException.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "Whose the bearer token is cannot be told at the moment: " + reason
                                        + ". Send the same request again.")
                        .retryAfter(PROVIDER_PAUSE);
        };
    }

    private static boolean isForPrograms(String path) {
        return PROGRAMS.stream().anyMatch(door -> isBelow(path, door));
    }

    private static boolean isBelow(String path, String door) {
        return path.equals(door) || path.startsWith(door + "/");
    }

    private static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}
