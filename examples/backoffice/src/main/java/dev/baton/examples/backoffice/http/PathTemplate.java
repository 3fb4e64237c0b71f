package dev.baton.examples.backoffice.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with parameters, such as {@code /orders/{orderId}}. A parameter stands for one non-empty segment.
 *
 * @param text the template as written
 * @param segments its segments; a parameter keeps its braces
 */
public record PathTemplate(String text, List<String> segments) {

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /** Reads a template; it starts with a slash. */
    public static PathTemplate parse(String text) {
        return new PathTemplate(text, split(text));
    }

    /** The segments of a path without decoding, so that an encoded slash stays inside its segment. */
    public static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** The parameters' values if the decoded segments fit this template. */
    public Optional<Map<String, String>> match(List<String> actual) {
        if (actual.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String expected = segments.get(i);
            String value = actual.get(i);
            if (isParameter(expected) && !value.isEmpty()) {
                parameters.put(expected.substring(1, expected.length() - 1), value);
            } else if (!expected.equals(value)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** How many segments are parameters; the template with fewer is the more specific one. */
    public long parameterCount() {
        return segments.stream().filter(PathTemplate::isParameter).count();
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }
}
