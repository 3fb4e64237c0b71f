package dev.baton.server.identity;

import dev.baton.engine.HandoffView;
import dev.baton.principal.Principal;
import dev.baton.principal.Principal.Kind;
import dev.baton.server.http.ProblemException;
import java.util.List;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may use which path: the first row that fits decides, and what no row names is for people. What somebody finds
 * behind a path (whose conversation, whose handoff) is judged there, on the thing itself.
 */
public final class Access {
    private static final Set<Kind> PEOPLE = Set.of(Kind.PERSON);
    private static final Set<Kind> CUSTOMERS_TOO = Set.of(Kind.PERSON, Kind.CUSTOMER);
    private static final Set<Kind> SERVICES_TOO = Set.of(Kind.PERSON, Kind.SERVICE);
    private static final Set<Kind> EVERYBODY = Set.of(Kind.PERSON, Kind.CUSTOMER, Kind.SERVICE);

    private static final List<Row> TABLE = List.of(
            row("POST", "/api/conversations", CUSTOMERS_TOO),
            row("GET", "/api/conversations/{id}", CUSTOMERS_TOO),
            row("POST", "/api/conversations/{id}/messages", CUSTOMERS_TOO),
            row("POST", "/api/conversations/{id}/proposals/{draft}/confirm", CUSTOMERS_TOO),
            row("POST", "/api/handoffs/{contract}", SERVICES_TOO),
            row("GET", "/api/handoffs/{id}", EVERYBODY),
            row("POST", "/api/handoffs/{id}/input", EVERYBODY),
            row("POST", "/api/handoffs/{id}/cancel", EVERYBODY),
            row("GET", "/api/handoffs/{id}/callbacks", SERVICES_TOO),
            row("POST", "/api/handoffs/{id}/callbacks", SERVICES_TOO),
            row("DELETE", "/api/handoffs/{id}/callbacks/{subscription}", SERVICES_TOO),
            row("GET", "/v1/models/**", CUSTOMERS_TOO),
            row("POST", "/v1/chat/completions", CUSTOMERS_TOO),
            row("GET", "/api/contracts/**", EVERYBODY),
            row("GET", "/api/openapi.json", EVERYBODY),
            row("POST", "/mcp", EVERYBODY),
            row("GET", "/mcp", EVERYBODY),
            row("DELETE", "/mcp", EVERYBODY),
            row("GET", "/actuator/health", EVERYBODY),
            row("GET", "/.well-known/**", EVERYBODY),
            row("GET", "/a2a/**", EVERYBODY),
            row("POST", "/a2a/**", EVERYBODY),
            row("DELETE", "/a2a/**", EVERYBODY),
            row("GET", "/", CUSTOMERS_TOO),
            row("GET", "/webjars/**", EVERYBODY),
            row("GET", "/assets/**", EVERYBODY),
            row("GET", "/chat/**", CUSTOMERS_TOO),
            row("POST", "/chat/**", CUSTOMERS_TOO),
            row("POST", "/persona", CUSTOMERS_TOO));

    private Access() {}

    private record Row(String method, PathPattern path, Set<Kind> allowed) {
        boolean fits(String otherMethod, PathContainer otherPath) {
            return method.equals(otherMethod) && path.matches(otherPath);
        }
    }

    private static Row row(String method, String path, Set<Kind> allowed) {
        return new Row(method, PathPatternParser.defaultInstance.parse(path), allowed);
    }

    /** @throws ProblemException when this path is not for that one */
    static void check(String method, String path, Principal principal) {
        if (!allowed(method, path).contains(principal.kind())) {
            throw ProblemException.forbidden(
                    principal.reference() + " may not do this; it is for people who work here.");
        }
    }

    /** Customers see what is done for them, services what they handed in; of the rest not even that it exists. */
    public static boolean mayLookAt(HandoffView handoff, Principal principal) {
        return switch (principal.kind()) {
            case PERSON -> true;
            case CUSTOMER -> handoff.subject().equals(principal.reference());
            case SERVICE, ASSISTANT, AGENT, SYSTEM, TRIGGER ->
                handoff.requester().equals(principal.reference())
                        || handoff.requester().startsWith(principal.reference() + " for ");
        };
    }

    private static Set<Kind> allowed(String method, String path) {
        var asked = PathContainer.parsePath(path);
        var sameAs = method.equals("HEAD") ? "GET" : method;
        return TABLE.stream()
                .filter(row -> row.fits(sameAs, asked))
                .findFirst()
                .map(Row::allowed)
                .orElse(PEOPLE);
    }
}
