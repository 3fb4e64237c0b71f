package dev.baton.examples.backoffice.http;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the route of a request; a literal path wins over one with parameters. */
public final class Router {
    private final List<Route> routes;

    public Router(List<Route> routes) {
        this.routes = routes.stream()
                .sorted(Comparator.comparingLong(route -> route.path().parameterCount()))
                .toList();
    }

    /** What a method and path lead to. */
    public sealed interface Match {
        /** The route, and the values of its path parameters. */
        record Found(Route route, Map<String, String> parameters) implements Match {}

        /** The path exists, though not for this method. */
        record WrongMethod(TreeSet<String> allowed) implements Match {}

        /** There is no such path. */
        record Unknown() implements Match {}
    }

    /** All routes, the more specific paths first. */
    public List<Route> routes() {
        return routes;
    }

    /** Finds the route for a method and the decoded segments of a path. */
    public Match match(String method, List<String> segments) {
        Optional<PathTemplate> path = routes.stream()
                .map(Route::path)
                .filter(template -> template.match(segments).isPresent())
                .findFirst();
        return path.map(template -> matchMethod(method, template, segments)).orElseGet(Match.Unknown::new);
    }

    private Match matchMethod(String method, PathTemplate path, List<String> segments) {
        List<Route> here =
                routes.stream().filter(route -> route.path().equals(path)).toList();
        return here.stream()
                .filter(route -> route.method().equals(method))
                .findFirst()
                .<Match>map(route -> new Match.Found(route, path.match(segments).orElseThrow()))
                .orElseGet(() -> new Match.WrongMethod(
                        new TreeSet<>(here.stream().map(Route::method).toList())));
    }
}
