package dev.baton.connect.http;

import dev.baton.connect.source.Words;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a request may be given. */
public final class HeaderNames {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    /** Set by the connection or by the client itself; nobody else has a say in them. */
    private static final Set<String> OWN = Set.of(
            "accept",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "host",
            "proxy-authorization",
            "te",
            "transfer-encoding",
            "upgrade");

    private HeaderNames() {}

    public static boolean isOwn(String name) {
        return OWN.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Why it cannot be the name of a header (RFC 9110, section 5.1), if it cannot. */
    public static Optional<String> objection(String name) {
        return TOKEN.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("'" + Words.plain(name, 80) + "' cannot be the name of a header");
    }
}
