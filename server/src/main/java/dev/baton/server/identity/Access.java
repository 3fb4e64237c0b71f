package dev.baton.server.identity;

import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may use which path: the first row that fits decides, and what no row names is for people. What somebody finds
 * behind a path (whose conversation, whose handoff) is judged there, on the thing itself.
 */
public final class Access {
    private static final List<Row> TABLE = List.of(
            row("POST", "/api/conversations", Who.CUSTOMERS_TOO),
            row("GET", "/api/conversations/{id}", Who.CUSTOMERS_TOO),
            row("POST", "/api/conversations/{id}/messages", Who.CUSTOMERS_TOO),
            row("POST", "/api/conversations/{id}/proposals/{draft}/confirm", Who.CUSTOMERS_TOO),
            row("GET", "/api/handoffs/{id}", Who.CUSTOMERS_TOO),
            row("GET", "/actuator/health", Who.CUSTOMERS_TOO),
            row("GET", "/", Who.CUSTOMERS_TOO),
            row("GET", "/webjars/**", Who.CUSTOMERS_TOO),
            row("GET", "/assets/**", Who.CUSTOMERS_TOO),
            row("GET", "/chat/**", Who.CUSTOMERS_TOO),
            row("POST", "/chat/**", Who.CUSTOMERS_TOO),
            row("POST", "/persona", Who.CUSTOMERS_TOO));

    private Access() {}

    private enum Who {
        PEOPLE,
        CUSTOMERS_TOO
    }

    private record Row(String method, PathPattern path, Who who) {
        boolean fits(String otherMethod, PathContainer otherPath) {
            return method.equals(otherMethod) && path.matches(otherPath);
        }
    }

    private static Row row(String method, String path, Who who) {
        return new Row(method, PathPatternParser.defaultInstance.parse(path), who);
    }

    /** @throws ProblemException when this path is not for that one */
    static void check(String method, String path, Principal principal) {
        var allowed = switch (principal.kind()) {
            case PERSON -> true;
            case CUSTOMER -> who(method, path) == Who.CUSTOMERS_TOO;
            case SERVICE, ASSISTANT, AGENT, SYSTEM -> false;
        };
        if (!allowed) {
            throw ProblemException.forbidden(
                    principal.reference() + " may not do this; it is for people who work here.");
        }
    }

    private static Who who(String method, String path) {
        var asked = PathContainer.parsePath(path);
        var sameAs = method.equals("HEAD") ? "GET" : method;
        return TABLE.stream()
                .filter(row -> row.fits(sameAs, asked))
                .findFirst()
                .map(Row::who)
                .orElse(Who.PEOPLE);
    }
}
