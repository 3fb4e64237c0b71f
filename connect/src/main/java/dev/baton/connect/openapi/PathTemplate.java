package dev.baton.connect.openapi;

import dev.baton.connect.http.Percent;
import dev.baton.connect.source.Words;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address with names in braces, filled so that no value can lead to another path than the one described. */
final class PathTemplate {
    private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");

    private final String template;

    private PathTemplate(String template) {
        this.template = template;
    }

    /** @param names of the path parameters; each name in the path must be one of them */
    static PathTemplate of(URI server, String path, Set<String> names) throws DescriptionException {
        var base = server.toString();
        var template = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
        var missing = NAME.matcher(template)
                .results()
                .map(name -> name.group(1))
                .filter(name -> !names.contains(name))
                .findFirst();
        if (missing.isPresent()) {
            throw new DescriptionException("the path '" + Words.plain(path, 200) + "' has the name '"
                    + Words.plain(missing.get(), 80) + "', which is not among the operation's path parameters");
        }
        if (!path.startsWith("/") || !isPlainAddress(NAME.matcher(template).replaceAll("x"))) {
            throw new DescriptionException("the path '" + Words.plain(path, 200) + "' is not a path of an address");
        }
        return new PathTemplate(template);
    }

    private static boolean isPlainAddress(String address) {
        try {
            var uri = URI.create(address);
            return uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && objection(uri.getPath().substring(1)).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What is wrong with a value, if anything. */
    static Optional<String> objection(String value) {
        return Percent.objection(value);
    }

    /** @param values by name, already encoded */
    String filled(Map<String, String> values) {
        return NAME.matcher(template)
                .replaceAll(name -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), "")));
    }
}
