package dev.baton.callback;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is told of the states of one handoff.
 *
 * @param id unique within the handoff; part of the id of every message
 * @param url where to; not a secret, people see it
 * @param format in what form it is told, as {@code standard-webhooks}
 * @param credentials what the caller wants to be shown with each message, encrypted with a key that is not in the log
 */
public record Subscription(String id, String url, String format, Optional<String> credentials) {
    /** The form of Standard Webhooks. */
    public static final String STANDARD_WEBHOOKS = "standard-webhooks";

    private static final int LONGEST_URL = 2048;
    /** Without full stops, which separate the parts of what is signed. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Pattern FORMAT = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public Subscription {
        check(id, url, format);
    }

    private static void check(String id, String url, String format) {
        require(ID.matcher(id).matches(), "the id of a callback is 1 to 64 letters, digits, dashes or underscores");
        require(FORMAT.matcher(format).matches(), "the format of a callback is a word, as " + STANDARD_WEBHOOKS);
        require(url.length() <= LONGEST_URL, "the url of a callback has at most " + LONGEST_URL + " characters");
        checkUrl(url);
    }

    private static void checkUrl(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the url of a callback is not a URL", e);
        }
        require(
                "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()),
                "the url of a callback begins with https:// or http://");
        require(
                uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null,
                "the url of a callback has a host, and no user, password or fragment");
    }

    private static void require(boolean sound, String otherwise) {
        if (!sound) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * A subscription that somebody asks for.
     *
     * @param id its own name; without one it is numbered within the handoff
     */
    public record Wanted(Optional<String> id, String url, String format, Optional<String> credentials) {
        public Wanted {
            check(id.orElse("s"), url, format);
        }

        /** A callback in the form of Standard Webhooks. */
        public static Wanted signed(String url) {
            return new Wanted(Optional.empty(), url, STANDARD_WEBHOOKS, Optional.empty());
        }

        /** @param otherwise the id, unless it has one of its own */
        public Subscription named(String otherwise) {
            return new Subscription(id.orElse(otherwise), url, format, credentials);
        }
    }
}
