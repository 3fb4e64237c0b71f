package dev.baton.examples.backoffice.http;

import dev.baton.examples.backoffice.http.Reply.Answered;
import dev.baton.examples.backoffice.http.Route.Access;
import dev.baton.examples.backoffice.http.Router.Match;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Leads a request to its handler: first the token, then the route, then whatever interferes with the operation. */
public final class Dispatcher {
    private final Router router;
    private final BearerToken token;
    private final BearerToken readToken;
    private final Interference interference;

    public Dispatcher(Router router, BearerToken token, Interference interference) {
        this.router = router;
        this.token = token;
        this.readToken = token.forReads();
        this.interference = interference;
    }

    /**
     * Handles one request.
     *
     * @param path the raw path, starting with a slash
     * @param request the request, without path parameters yet
     */
    Reply dispatch(String method, String path, Request request) {
        List<String> segments = decode(PathTemplate.split(path));
        Match match = router.match(method, segments);
        if (!isOpen(match) && !token.isIn(request.header("Authorization"))) {
            if (!readToken.isIn(request.header("Authorization"))) {
                return new Answered(unauthorized());
            }
            if (!method.equals("GET")) {
                return new Answered(onlyReads(method, path));
            }
        }
        return switch (match) {
            case Match.Found found -> handle(found, request);
            case Match.WrongMethod wrong -> new Answered(wrongMethod(method, path, wrong));
            case Match.Unknown _ ->
                new Answered(
                        Problem.notFound("There is nothing at " + path + ".").response());
        };
    }

    private Reply handle(Match.Found found, Request request) {
        Request matched = new Request(found.parameters(), request.query(), request.headers(), request.content());
        return switch (found.route().access()) {
            case OPEN, CONTROL -> new Answered(answer(found.route(), matched));
            case OPERATION -> interference.around(found.route().name(), () -> answer(found.route(), matched));
        };
    }

    private static Response answer(Route route, Request request) {
        try {
            return route.handler().handle(request);
        } catch (ProblemException e) {
            return e.problem().response();
        }
    }

    private static boolean isOpen(Match match) {
        return match instanceof Match.Found(Route route, Map<String, String> _) && route.access() == Access.OPEN;
    }

    private static Response unauthorized() {
        String detail = "Send the header Authorization: Bearer with the token of the back office; nothing was done.";
        return Problem.of(401, "no-valid-token", detail).response().with("WWW-Authenticate", "Bearer");
    }

    private static Response onlyReads(String method, String path) {
        String detail = "This token reads only, and " + method + " " + path + " writes; nothing was done.";
        return Problem.of(403, "token-for-reads", detail).response();
    }

    private static Response wrongMethod(String method, String path, Match.WrongMethod wrong) {
        String allowed = String.join(", ", wrong.allowed());
        String detail = method + " is not possible on " + path + ", only " + allowed + "; nothing was done.";
        return Problem.of(405, "wrong-method", detail).response().with("Allow", allowed);
    }

    private static List<String> decode(List<String> segments) {
        Stream<String> plusKept = segments.stream().map(segment -> segment.replace("+", "%2B"));
        return plusKept.map(QueryFields::decode).toList();
    }
}
