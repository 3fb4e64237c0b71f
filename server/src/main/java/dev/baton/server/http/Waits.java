package dev.baton.server.http;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a request may be held open, as a caller wrote it: {@code 30s}, {@code 500ms} or {@code PT30S}. */
public final class Waits {
    /** Longer wishes are cut to this: proxies and clients give up on what is silent for longer. */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Pattern SHORT_FORM = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    private Waits() {}

    /** @throws ProblemException when the text is not a duration */
    public static Optional<Duration> parse(Optional<String> text) {
        return text.map(Waits::parse);
    }

    private static Duration parse(String text) {
        var duration = isoForm(text);
        if (duration.isNegative()) {
            throw ProblemException.badRequest("'wait' cannot be negative, as '" + text + "' is.");
        }
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    private static Duration isoForm(String text) {
        var matcher = SHORT_FORM.matcher(text);
        if (matcher.matches()) {
            var amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                default -> Duration.ofMinutes(amount);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.badRequest("'" + text + "' is not a duration for 'wait'; write 30s or PT30S.");
        }
    }
}
