package dev.baton.server.console;

import dev.baton.engine.Inbox;
import dev.baton.inbox.InboxItem;
import dev.baton.server.http.ProblemException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page's parameters as a query of the inbox, and back. */
final class InboxQuery {
    static final List<String> SCOPES = List.of("all", "for-me", "mine", "free", "overdue");
    private static final int PAGE = 50;

    private InboxQuery() {}

    static Inbox.Query read(Map<String, String> parameters) {
        var scope = text(parameters, "show").orElse("all");
        if (!SCOPES.contains(scope)) {
            throw ProblemException.badRequest("'" + scope + "' is no part of the inbox.");
        }
        return new Inbox.Query(
                text(parameters, "kind").map(InboxQuery::kind),
                text(parameters, "role"),
                text(parameters, "skill"),
                text(parameters, "rule"),
                text(parameters, "run"),
                scope.equals("for-me"),
                scope.equals("mine"),
                scope.equals("free"),
                scope.equals("overdue"),
                text(parameters, "q"),
                text(parameters, "cursor"),
                PAGE);
    }

    private static Optional<String> text(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(String::strip).filter(it -> !it.isEmpty());
    }

    private static InboxItem.Kind kind(String word) {
        return Arrays.stream(InboxItem.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("'" + word + "' is no kind of item of the inbox."));
    }

    static String scope(Inbox.Query query) {
        if (query.forMe()) {
            return "for-me";
        }
        if (query.mine()) {
            return "mine";
        }
        return query.free() ? "free" : query.overdue() ? "overdue" : "all";
    }

    static String parameters(Inbox.Query query, Optional<InboxItem.Kind> kind) {
        return parameters(query, kind, scope(query));
    }

    static String parameters(Inbox.Query query, Optional<InboxItem.Kind> kind, String scope) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("show", scope);
        kind.ifPresent(it -> parameters.put("kind", it.word()));
        query.role().ifPresent(it -> parameters.put("role", it));
        query.skill().ifPresent(it -> parameters.put("skill", it));
        query.rule().ifPresent(it -> parameters.put("rule", it));
        query.run().ifPresent(it -> parameters.put("run", it));
        query.text().ifPresent(it -> parameters.put("q", it));
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + Labels.inUrl(entry.getValue()))
                .collect(Collectors.joining("&"));
    }
}
