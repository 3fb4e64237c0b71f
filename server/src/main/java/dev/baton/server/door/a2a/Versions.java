package dev.baton.server.door.a2a;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which version of the protocol a request speaks. */
final class Versions {
    static final String SPOKEN = "1.0";
    private static final String NAME = "A2A-Version";

    /** Patches do not count. */
    private static final Pattern FITS = Pattern.compile("1\\.0(\\.[0-9]+)?");

    private Versions() {}

    /** @throws A2aException when the request speaks another one; without a word it speaks 0.3, says the specification */
    static void check(HttpServletRequest request) {
        var asked = Optional.ofNullable(request.getHeader(NAME))
                .or(() -> Optional.ofNullable(request.getParameter(NAME)))
                .map(String::strip)
                .filter(it -> !it.isEmpty());
        if (asked.isEmpty()) {
            throw refusal("The request does not name its version, which means 0.3.", "0.3");
        }
        if (!FITS.matcher(asked.get()).matches()) {
            throw refusal("The request speaks version " + shortened(asked.get()) + ".", shortened(asked.get()));
        }
    }

    private static A2aException refusal(String what, String version) {
        return A2aException.of(
                        A2aError.VERSION_NOT_SUPPORTED,
                        what + " This door speaks A2A " + SPOKEN + "; send the header " + NAME + ": " + SPOKEN + ".")
                .with("requestedVersion", version)
                .with("supportedVersions", SPOKEN);
    }

    private static String shortened(String text) {
        return text.length() > 20 ? text.substring(0, 20) + "…" : text;
    }
}
