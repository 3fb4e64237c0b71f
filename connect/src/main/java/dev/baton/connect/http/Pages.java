package dev.baton.connect.http;

import dev.baton.json.Json;
import dev.baton.tool.Paging;
import dev.baton.tool.ToolResult;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a list page by page, within the time of one call and no more pages than allowed. What was found on all pages
 * stands in the answer of the first; where pages are left out an object says so with {@code truncated: true}.
 */
public record Pages(Paging paging, Sending sending, Function<Exchange, ToolResult> judging) {
    private static final Pattern NEXT = Pattern.compile("<([^<>]*)>\\s*;[^<]*?\\brel\\s*=\\s*\"?next\\b\"?");
    private static final String TRUNCATED = "truncated";

    /** Sends one request. */
    @FunctionalInterface
    public interface Sending {
        Exchange send(Outgoing request) throws InterruptedException;
    }

    /** The result of all pages, or what went wrong with one of them. */
    public ToolResult read(Outgoing first) throws InterruptedException {
        var deadline = System.nanoTime() + first.timeout().toNanos();
        var seen = new HashSet<URI>();
        var items = new ArrayList<Json>();
        Optional<Json> start = Optional.empty();
        var next = Optional.of(numbered(first.uri(), 0));
        var pages = 0;
        while (next.isPresent() && pages < paging.most() && seen.add(next.get())) {
            var exchange = sending.send(first.to(next.get(), Duration.ofNanos(deadline - System.nanoTime())));
            var result = judging.apply(exchange);
            if (!(result instanceof ToolResult.Done(var page))) {
                return result;
            }
            var found = list(page);
            if (found.isEmpty()) {
                return start.isEmpty() ? result : new ToolResult.Done(joined(start.get(), items, false));
            }
            items.addAll(found.get());
            start = Optional.of(start.orElse(page));
            pages++;
            next = next(exchange, page, found.get(), next.get(), pages);
        }
        return new ToolResult.Done(joined(start.orElse(Json.Null.INSTANCE), items, next.isPresent()));
    }

    private Optional<List<Json>> list(Json page) {
        var holder = paging.itemsPath().map(path -> at(page, path)).orElse(Optional.of(page));
        return holder.filter(Json.Arr.class::isInstance).map(list -> ((Json.Arr) list).items());
    }

    private static Optional<Json> at(Json tree, String path) {
        var found = Optional.of(tree);
        for (var name : path.split("\\.")) {
            found = found.flatMap(json -> json.get(name));
        }
        return found;
    }

    private Json joined(Json start, List<Json> items, boolean truncated) {
        var all = Json.array(items);
        var whole = paging.itemsPath()
                .map(path -> replaced(start, List.of(path.split("\\.")), all))
                .orElse(all);
        return truncated && whole instanceof Json.Obj object ? object.with(TRUNCATED, Json.bool(true)) : whole;
    }

    private static Json replaced(Json tree, List<String> path, Json by) {
        if (path.isEmpty()) {
            return by;
        }
        var object = tree.asObject();
        var name = path.getFirst();
        var child = object.member(name).orElse(Json.object());
        return object.with(name, replaced(child, path.subList(1, path.size()), by));
    }

    private URI numbered(URI uri, int page) {
        return paging.way() instanceof Paging.Way.PageNumber(var parameter, var first)
                ? with(uri, parameter, Integer.toString(first + page))
                : uri;
    }

    private Optional<URI> next(Exchange exchange, Json page, List<Json> found, URI current, int pages) {
        return switch (paging.way()) {
            case Paging.Way.LinkHeader() -> link(exchange, current);
            case Paging.Way.Cursor(var from, var parameter) ->
                at(page, from)
                        .filter(value -> !(value instanceof Json.Null))
                        .map(value -> value.asText().orElseGet(value::write))
                        .filter(cursor -> !cursor.isEmpty())
                        .map(cursor -> with(current, parameter, cursor));
            case Paging.Way.PageNumber ignored ->
                found.isEmpty() ? Optional.empty() : Optional.of(numbered(current, pages));
        };
    }

    /** Another origin is not followed, as with redirects. */
    private static Optional<URI> link(Exchange exchange, URI current) {
        if (!(exchange instanceof Exchange.Answered answer)) {
            return Optional.empty();
        }
        return answer.headers().allValues("Link").stream()
                .flatMap(header -> NEXT.matcher(header).results().map(match -> match.group(1)))
                .flatMap(target -> resolved(current, target).stream())
                .filter(target -> Origin.of(target).equals(Origin.of(current)))
                .findFirst();
    }

    private static Optional<URI> resolved(URI current, String target) {
        try {
            return Optional.of(current.resolve(target));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static URI with(URI uri, String parameter, String value) {
        var pair = Percent.encoded(parameter) + "=" + Percent.encoded(value);
        var others = Optional.ofNullable(uri.getRawQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .filter(part -> !part.isEmpty() && !part.startsWith(Percent.encoded(parameter) + "="));
        var query = Stream.concat(others, Stream.of(pair)).collect(Collectors.joining("&"));
        return URI.create(uri.toString().replaceFirst("[?#].*", "") + "?" + query);
    }
}
