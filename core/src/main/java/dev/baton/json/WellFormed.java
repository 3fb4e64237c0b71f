package dev.baton.json;

import java.util.LinkedHashMap;
import java.util.Map;

/** Text without halves of surrogate pairs: such a half cannot be written as UTF-8, so it would be lost on the way. */
final class WellFormed {
    private static final int REPLACEMENT = 0xFFFD;

    private WellFormed() {}

    static String text(String text) {
        if (!hasSurrogates(text)) {
            return text;
        }
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The members in their order, with well-formed names. */
    static Map<String, Json> names(Map<String, ? extends Json> members) {
        var copy = new LinkedHashMap<String, Json>();
        members.forEach((name, value) -> copy.put(text(name), value));
        return copy;
    }

    private static boolean hasSurrogates(String text) {
        var bits = 0;
        for (var i = 0; i < text.length(); i++) {
            bits |= text.charAt(i);
        }
        // nearly no text has a character that high
        return bits >= Character.MIN_SURROGATE && text.chars().anyMatch(c -> Character.isSurrogate((char) c));
    }
}
