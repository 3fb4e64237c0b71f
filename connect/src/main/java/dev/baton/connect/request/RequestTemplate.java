package dev.baton.connect.request;

import dev.baton.connect.http.HeaderNames;
import dev.baton.connect.http.Outgoing;
import dev.baton.connect.http.Percent;
import dev.baton.connect.source.ConnectionException;
import dev.baton.expression.Bindings;
import dev.baton.expression.ExpressionException;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.json.Json;
import dev.baton.tool.Operation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A request as the file writes it, compiled. */
record RequestTemplate(
        String method,
        URI base,
        PathText path,
        Map<String, Template> query,
        Map<String, Template> headers,
        Optional<Template> body) {
    private static final int LARGEST_ANSWER = 4 << 20;

    static RequestTemplate of(Operation.Request request, URI base) throws ConnectionException {
        var scope = Scope.empty().with("args", request.args());
        for (var header : request.headers().keySet()) {
            var objection = HeaderNames.objection(header)
                    .or(() -> HeaderNames.isOwn(header)
                            ? Optional.of("the header " + header + " is set by the connection itself")
                            : Optional.empty());
            if (objection.isPresent()) {
                throw new ConnectionException(objection.get());
            }
        }
        try {
            return new RequestTemplate(
                    request.method(),
                    base,
                    PathText.of(request.path(), scope),
                    compiled(request.query(), scope),
                    compiled(request.headers(), scope),
                    request.body().map(body -> Template.compile(body, scope)));
        } catch (ExpressionException e) {
            throw new ConnectionException("its request: " + String.join("; ", e.problems()));
        }
    }

    private static Map<String, Template> compiled(Map<String, String> texts, Scope scope) {
        var templates = new LinkedHashMap<String, Template>();
        texts.forEach((name, text) -> templates.put(name, Template.compile(Json.text(text), scope)));
        return templates;
    }

    /**
     * The request for these arguments.
     *
     * @throws IllegalArgumentException naming what cannot be sent
     */
    Outgoing filled(Json.Obj args, Map<String, String> given, Duration timeout, boolean followed) {
        var bindings = Bindings.empty().with("args", args);
        var sent = new LinkedHashMap<>(given);
        sent.put("Accept", "application/json, */*;q=0.5");
        headers.forEach((name, template) -> template.evaluateOptional(bindings)
                .map(RequestTemplate::plain)
                .ifPresent(value -> sent.put(name, checked(name, value))));
        var content = body.flatMap(template -> template.evaluateOptional(bindings));
        content.ifPresent(ignored -> sent.put("Content-Type", "application/json"));
        return new Outgoing(
                method,
                address(bindings),
                sent,
                content.map(Json::write),
                Optional.empty(),
                timeout,
                LARGEST_ANSWER,
                followed);
    }

    private URI address(Bindings bindings) {
        var root = base.toString();
        var address = (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path.filled(bindings);
        var pairs = new ArrayList<String>();
        query.forEach((name, template) -> template.evaluateOptional(bindings).stream()
                .flatMap(RequestTemplate::values)
                .forEach(value -> pairs.add(Percent.encoded(name) + "=" + Percent.encoded(plain(value)))));
        return URI.create(pairs.isEmpty() ? address : address + "?" + String.join("&", pairs));
    }

    /** A list is several values of one name; null is none. */
    private static Stream<Json> values(Json value) {
        List<Json> values = value instanceof Json.Arr list ? list.items() : List.of(value);
        return values.stream().filter(item -> !(item instanceof Json.Null));
    }

    private static String checked(String name, String value) {
        if (value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return value;
        }
        throw new IllegalArgumentException("the header " + name + " holds characters that a header cannot carry");
    }

    private static String plain(Json value) {
        return value.asText().orElseGet(value::write);
    }
}
