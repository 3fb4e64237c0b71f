package dev.baton.connect.openapi;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address with names in braces, filled so that no value can lead to another path than the one described. */
final class PathTemplate {
    private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern SLASHES = Pattern.compile("[/\\\\]");
    /** With what follows a semicolon, which some servers take off before they look at the dots. */
    private static final Pattern DOTS = Pattern.compile("\\.{1,2}(;.*)?", Pattern.DOTALL);

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

    /** What is wrong with a value, if anything: empty ones and dots would name another path. */
    static Optional<String> objection(String value) {
        if (value.isEmpty()) {
            return Optional.of("is empty");
        }
        if (SLASHES.splitAsStream(value).anyMatch(part -> DOTS.matcher(part).matches())) {
            return Optional.of("holds . or .. as a part of a path");
        }
        return value.chars().anyMatch(Character::isISOControl)
                ? Optional.of("holds control characters")
                : Optional.empty();
    }

    /** @param values by name, already encoded */
    String filled(Map<String, String> values) {
        return NAME.matcher(template)
                .replaceAll(name -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), "")));
    }
}
