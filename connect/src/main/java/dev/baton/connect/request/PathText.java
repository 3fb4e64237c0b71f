package dev.baton.connect.request;

import dev.baton.connect.http.Percent;
import dev.baton.connect.source.ConnectionException;
import dev.baton.expression.Bindings;
import dev.baton.expression.ExpressionException;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A path with <code>${...}</code> in its parts, filled so that no value can lead to another path. */
record PathText(List<Template> parts) {

    static PathText of(String path, Scope scope) throws ConnectionException {
        if (!path.startsWith("/") || path.contains("?") || path.contains("#")) {
            throw new ConnectionException("'" + path + "' is not a path: it begins with / and has no ? or #");
        }
        try {
            var parts = new ArrayList<Template>();
            for (var part : parts(path.substring(1))) {
                parts.add(Template.compile(Json.text(part), scope));
            }
            return new PathText(parts);
        } catch (ExpressionException e) {
            throw new ConnectionException("its path: " + String.join("; ", e.problems()));
        }
    }

    /** Splits at the slashes that are not within an expression. */
    private static List<String> parts(String path) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < path.length(); i++) {
            var c = path.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '/' && depth == 0) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** @throws IllegalArgumentException naming what a value would do to the path */
    String filled(Bindings bindings) {
        return parts.stream().map(part -> filled(part, bindings)).collect(Collectors.joining("/", "/", ""));
    }

    private static String filled(Template part, Bindings bindings) {
        var value = part.evaluate(bindings);
        var text = value.asText().orElseGet(value::write);
        if (!part.parts().isEmpty()) {
            Percent.objection(text).ifPresent(problem -> {
                throw new IllegalArgumentException("a part of the path " + problem);
            });
        }
        return Percent.encoded(text);
    }
}
