package dev.baton.server.identity;

import dev.baton.principal.People;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Identity where none is configured: whoever reaches the loopback address acts as {@link #DEVELOPER}, or as another
 * persona of the workspace that the request names. The developer has every role, so that everything can be tried out,
 * but remains one person: who asked for something is never who approves it.
 */
public final class Personas {
    public static final String DEVELOPER = "developer";
    public static final String HEADER = "Baton-As";
    public static final String COOKIE = "baton-as";

    /** The role of those who oversee runs. */
    private static final String OPERATOR = "operator";

    private final People people;
    private final Principal developer;

    /** @param roles every role that the workspace mentions */
    public Personas(People people, Set<String> roles) {
        this.people = people;
        var all = new HashSet<>(roles);
        all.add(OPERATOR);
        all.add(Principal.ACT_FOR);
        this.developer = new Principal(Principal.Kind.PERSON, DEVELOPER, all, Optional.empty());
    }

    /**
     * Whom a request acts as. The header wins over the cookie that the persona switcher of the pages sets.
     *
     * @throws ProblemException when the header names nobody; a cookie of another workspace is ignored
     */
    public Principal of(HttpServletRequest request) {
        var named = Optional.ofNullable(request.getHeader(HEADER)).filter(name -> !name.isBlank());
        if (named.isPresent()) {
            return find(named.get().strip()).orElseThrow(() -> unknown(named.get()));
        }
        return cookie(request).flatMap(this::find).orElse(developer);
    }

    public Optional<Principal> find(String id) {
        return id.equals(DEVELOPER) ? Optional.of(developer) : people.find(id);
    }

    /** Whether this is the one who acts when a request names nobody; exists on loopback only. */
    public static boolean isDeveloper(Principal principal) {
        return principal.kind() == Principal.Kind.PERSON && principal.id().equals(DEVELOPER);
    }

    /** The developer first, the others by id. */
    public List<Principal> all() {
        var sorted = new TreeMap<>(people.personas());
        sorted.remove(DEVELOPER);
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(developer), sorted.values().stream())
                .toList();
    }

    private ProblemException unknown(String name) {
        return ProblemException.badRequest("'" + name + "' is no persona of this workspace; there are "
                + String.join(", ", all().stream().map(Principal::id).toList()) + ".");
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst();
    }
}
