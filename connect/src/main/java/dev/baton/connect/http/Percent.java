package dev.baton.connect.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes values into addresses, so that none can lead to another place than the one meant. */
public final class Percent {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Pattern SLASHES = Pattern.compile("[/\\\\]");
    /** With what follows a semicolon, which some servers take off before they look at the dots. */
    private static final Pattern DOTS = Pattern.compile("\\.{1,2}(;.*)?", Pattern.DOTALL);

    private Percent() {}

    /** Everything but the unreserved characters of RFC 3986 is percent-encoded. */
    public static String encoded(String value) {
        var out = new StringBuilder();
        for (var octet : value.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                out.append((char) octet);
            } else {
                out.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return out.toString();
    }

    private static boolean isUnreserved(byte c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    /** What is wrong with a value as a part of a path, if anything: empty ones and dots would name another path. */
    public static Optional<String> objection(String value) {
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
}
