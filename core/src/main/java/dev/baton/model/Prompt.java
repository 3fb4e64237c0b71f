package dev.baton.model;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that instructs a model, with places of the form {@code {{name}}} to be filled.
 *
 * @param version as its file says it; the digest tells texts apart that forgot to change it
 */
public record Prompt(String name, String version, String text) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([A-Za-z]+)}}");

    /**
     * Which text was used.
     *
     * @param digest the first characters of the text's digest
     */
    public record Id(String name, String version, String digest) {
        @Override
        public String toString() {
            return name + "@" + version;
        }
    }

    public Id id() {
        return new Id(name, version, Digest.of(Json.text(text)).hex().substring(0, 12));
    }

    /** The names of its places, in their order. */
    public List<String> places() {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group(1))
                .distinct()
                .toList();
    }

    /**
     * The text with all places filled. What is filled in is not looked through for places again.
     *
     * @throws IllegalArgumentException when a place has nothing to fill it
     */
    public String fill(Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            var value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("the prompt " + name + " has the place {{" + place.group(1)
                        + "}}, which is none of " + String.join(", ", values.keySet()));
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
