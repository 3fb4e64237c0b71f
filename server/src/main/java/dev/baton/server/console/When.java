package dev.baton.server.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in words, for browsers that do not show them in the reader's own language and zone. */
public final class When {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int SHOWN_EXACTLY = 2;

    private When() {}

    public static String full(Instant at) {
        return FULL.format(at);
    }

    /** The two largest units, as in "3 h 59 min". */
    public static String length(Duration length) {
        var parts = new java.util.ArrayList<String>();
        add(parts, length.toDays(), "d");
        add(parts, length.toHoursPart(), "h");
        add(parts, length.toMinutesPart(), "min");
        add(parts, length.toSecondsPart(), "s");
        return parts.isEmpty()
                ? length.toMillis() + " ms"
                : String.join(" ", parts.subList(0, Math.min(SHOWN_EXACTLY, parts.size())));
    }

    private static void add(java.util.List<String> parts, long amount, String unit) {
        if (amount > 0) {
            parts.add(amount + " " + unit);
        }
    }
}
