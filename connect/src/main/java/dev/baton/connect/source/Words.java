package dev.baton.connect.source;

import dev.baton.json.Json;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes texts of strangers fit to be shown: of bounded length, without characters that steer a screen. */
public final class Words {
    public static final int LONGEST_REASON = 300;
    private static final int LONGEST_DESCRIPTION = 2000;

    private Words() {}

    public static String plain(String text, int longest) {
        var shown = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        if (shown.length() <= longest) {
            return shown;
        }
        var end = Character.isHighSurrogate(shown.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return shown.substring(0, end) + "…";
    }

    public static String description(String text) {
        return plain(text, LONGEST_DESCRIPTION);
    }

    /** What a problem says of itself (RFC 9457), or what other common forms of errors say. */
    public static Optional<String> ofProblem(Json body) {
        return Stream.of(
                        body.textAt("detail"),
                        body.textAt("title"),
                        body.textAt("message"),
                        body.get("error").flatMap(error -> error.textAt("message")),
                        body.textAt("error"))
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .map(text -> plain(text, LONGEST_REASON))
                .findFirst();
    }
}
